import { afterAll, beforeAll, expect, it } from "vitest";
import { ensurePythonEnv } from "../../../scripts/python-env.mjs";
import { dataDir } from "../../env.ts";
import { verifyMath } from "../math-verify/math-verify.ts";
import { createSandboxPool, type SandboxPool, type ToolSession } from "./sandbox.ts";
import { describeSandbox } from "./testing.ts";

let pool: SandboxPool;

beforeAll(async () => {
  pool = createSandboxPool({ place: ensurePythonEnv({ dataDir: dataDir() }), size: 2 });
  expect(await pool.probe()).toMatchObject({ state: "ready", tier: "bwrap", memoryWatch: "pss" });
}, 120_000);

afterAll(() => pool.stop());

async function inSession<T>(work: (session: ToolSession) => Promise<T>): Promise<T> {
  const session = await pool.openSession();
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const runOnce = (code: string, timeoutMs = 3_000) =>
  inSession((session) => session.run(code, { timeoutMs }));

describeSandbox("a session", () => {
  it("keeps variables, imports and files from block to block", async () => {
    await inSession(async (session) => {
      await session.run(
        "import sympy\nx = sympy.symbols('x')\nopen('note.txt', 'w').write('kept')",
      );
      const result = await session.run("print(sympy.solve(x**2 - 4, x), open('note.txt').read())");
      expect(result).toMatchObject({ status: "ok", exit: 0, stdout: "[-2, 2] kept\n", stderr: "" });
    });
  });

  it("rolls the variables of a failed block back, but not its files", async () => {
    await inSession(async (session) => {
      await session.run("value = 1");
      const failed = await session.run("value = 2\nopen('f', 'w').write('x')\n1 / 0");
      expect(failed).toMatchObject({ status: "error", exit: 1, stdout: "" });
      expect(failed.stderr).toContain('File "<block 2>", line 3');
      expect(failed.stderr).toContain("ZeroDivisionError: division by zero");
      expect((await session.run("print(value, open('f').read())")).stdout).toBe("1 x\n");
    });
  });

  it("rolls back after a time-out, with what was printed before it", async () => {
    await inSession(async (session) => {
      await session.run("value = 1");
      const late = await session.run("value = 2\nprint('begun')\nwhile True: pass", {
        timeoutMs: 500,
      });
      expect(late).toMatchObject({ status: "timeout", exit: null, stdout: "begun\n" });
      expect(late.reason).toBe("ran longer than 500 ms");
      expect((await session.run("print(value)")).stdout).toBe("1\n");
    });
  });

  it("leaves nothing running when a block is over", async () => {
    await inSession(async (session) => {
      const spawn =
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1)\n    open('late', 'w')\n    os._exit(0)";
      expect((await session.run(spawn)).status).toBe("ok");
      const look = await session.run(
        "import os, time\ntime.sleep(1.5)\nprint(os.path.exists('late'))",
      );
      expect(look.stdout).toBe("False\n");
    });
  });

  it("shares nothing with another session", async () => {
    await inSession(async (one) => {
      await one.run(
        "secret = 'one'\nopen('/work/one', 'w').write('x')\nopen('/tmp/one', 'w').write('x')",
      );
      const other = await runOnce(
        "import os\nprint(os.listdir('/work'), os.listdir('/tmp'), 'secret' in globals())",
      );
      expect(other.stdout).toBe("[] [] False\n");
    });
  });

  it("starts anew from its blocks when its process was given up", async () => {
    const code = ["import random\na = random.random()", "open('n', 'a').write('x')\nprint(a)"];
    const first = await pool.openSession({ seed: 7, replay: code });
    const second = await pool.openSession({ seed: 7, replay: code });
    expect(second.replayed.map((one) => one.stdout)).toEqual(
      first.replayed.map((one) => one.stdout),
    );
    expect((await second.run("print(a, open('n').read())")).stdout).toBe(
      `${first.replayed[1]?.stdout.trim()} x\n`,
    );
    await Promise.all([first.close(), second.close()]);
  });

  it("keeps the state of the random generators between blocks", async () => {
    await inSession(async (session) => {
      await session.run("import random\nrandom.seed(3)\na = random.random()");
      const next = await session.run(
        "b = random.random()\nrandom.seed(3)\nprint(random.random() == a, random.random() == b)",
      );
      expect(next.stdout).toBe("True True\n");
    });
  });

  it("treats sys.exit like a script does", async () => {
    await inSession(async (session) => {
      expect(await session.run("import sys\nv = 1\nsys.exit()")).toMatchObject({
        status: "ok",
        exit: 0,
      });
      expect(await session.run("print(v)\nsys.exit(3)")).toMatchObject({
        status: "error",
        exit: 3,
        stdout: "1\n",
      });
      expect((await session.run("sys.exit('why')")).stderr).toBe("why\n");
    });
  });

  it("is rebuilt when a block killed the state it would go back to", async () => {
    await inSession(async (session) => {
      await session.run("v = 5");
      const killing = await session.run("import os\nos.kill(-1, 9)\n1 / 0");
      expect(killing.status).toBe("error");
      expect((await session.run("print(v)")).stdout).toBe("5\n");
    });
  });

  it("goes back to the state before a block that closes what the sandbox needs", async () => {
    await inSession(async (session) => {
      await session.run("v = 5");
      const closing = await session.run("import os\nv = 6\nos.closerange(3, 100)");
      expect(closing).toMatchObject({ status: "error", exit: 1 });
      expect((await session.run("print(v)")).stdout).toBe("5\n");
    });
  });
});

describeSandbox("a result", () => {
  it("keeps standard output and standard error apart, and a warning is no failure", async () => {
    const result = await runOnce(
      "import sys, warnings\nprint('out')\nprint('err', file=sys.stderr)\nwarnings.warn('w')",
    );
    expect(result).toMatchObject({ status: "ok", stdout: "out\n" });
    expect(result.stderr).toMatch(/^err\n.*UserWarning: w\n/s);
  });

  it("cannot be forged: every descriptor, every exit and every signal says only what happened", async () => {
    const line = JSON.stringify({
      is: "ended",
      id: "x",
      status: "ok",
      exit: 0,
      how: "parked",
      value: 1,
      stdout: "forged",
    });
    const write = `import os\nfor fd in range(3, 256):\n    for text in (${JSON.stringify(line)} + "\\n", "freeze", ""):\n        try: os.write(fd, text.encode())\n        except OSError: pass\nos._exit(7)`;
    expect(await runOnce(write)).toMatchObject({
      status: "error",
      exit: 7,
      stdout: "",
      stderr: "",
    });
    expect(await runOnce("import os\nos._exit(137)")).toMatchObject({ status: "error", exit: 137 });
    expect(await runOnce("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")).toMatchObject({
      status: "killed",
      exit: 137,
      reason: "stopped by signal 9 (SIGKILL)",
    });
    expect(await runOnce("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)")).toMatchObject({
      status: "killed",
      reason: "stopped itself before its end",
    });
  });

  it("keeps the first and the last of 64 KB, whole characters, and counts the rest", async () => {
    const result = await runOnce("print('a' + '€' * 1_000_000 + 'z')");
    expect(result.status).toBe("ok");
    expect(Buffer.byteLength(result.stdout)).toBeLessThanOrEqual(65_536);
    expect(result.stdout).toMatch(/^a€+\n\[\d+ bytes left out\]\n€+z\n$/);
    expect(result.truncatedBytes).toBeGreaterThan(2_900_000);
    const exact = await runOnce("print('x' * 65_535)");
    expect(exact).toMatchObject({ stdout: `${"x".repeat(65_535)}\n`, truncatedBytes: 0 });
  });

  it("ends a program that writes without end, and one that takes memory in a family", async () => {
    const flood = await runOnce("import os\nwhile True: os.write(1, b'A' * 65536)");
    expect(flood).toMatchObject({ status: "killed", reason: "wrote more than 64 MiB" });
    const family = `import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        block = bytearray(300 << 20)\n        time.sleep(20)\ntime.sleep(20)`;
    expect(await runOnce(family, 15_000)).toMatchObject({
      status: "killed",
      reason: "used more than 1024 MiB of memory",
    });
  }, 30_000);
});

describeSandbox("the pool", () => {
  it("brings a session back when its fork-server dies between blocks and inside one", async () => {
    const alone = createSandboxPool({ place: ensurePythonEnv({ dataDir: dataDir() }), size: 1 });
    const session = await alone.openSession();
    await session.run("v = 11");
    killServersOf(alone);
    expect((await session.run("print(v)")).stdout).toBe("11\n");
    const running = session.run("import time\ntime.sleep(1)\nprint(v)");
    setTimeout(() => killServersOf(alone), 300);
    expect((await running).stdout).toBe("11\n");
    await alone.stop();
    await expect(alone.openSession()).rejects.toThrow("The sandbox was stopped.");
  }, 30_000);

  it("is off, with the reason and the fix, where something is missing", async () => {
    const nowhere = createSandboxPool({
      place: { python: "/nonexistent", runner: "/nonexistent" },
    });
    const report = await nowhere.probe();
    expect(report).toMatchObject({
      state: "off",
      fix: "Run `npm start` once: it makes the Python environment.",
    });
    await expect(nowhere.openSession()).rejects.toThrow(
      /^Tool runs are off\. The sandbox did not start: .*\/nonexistent/,
    );
    await nowhere.stop();
  });

  it("runs without a boundary only when asked to, and says so", async () => {
    const open = createSandboxPool({
      place: ensurePythonEnv({ dataDir: dataDir() }),
      size: 1,
      mode: "none",
    });
    expect((await open.probe()).message).toContain("SANDBOX=none");
    const session = await open.openSession();
    await session.run("v = 3");
    expect((await session.run("v = 4\nwhile True: pass", { timeoutMs: 400 })).status).toBe(
      "timeout",
    );
    expect(await session.run("print(v)")).toMatchObject({
      status: "ok",
      stdout: "3\n",
      tier: "none",
    });
    await open.stop();
  }, 20_000);
});

describeSandbox("Math-Verify in the sandbox", () => {
  it.each([
    ["\\frac{1}{2}", "0.5", "correct"],
    ["\\sqrt{8}", "2\\sqrt{2}", "correct"],
    ["x^2+2x+1", "(x+1)^2", "correct"],
    ["7", "17", "incorrect"],
    ["7", "", "undecided"],
    ["7", "9^{9^{9^{9}}}", "undecided"],
  ])("%s against %s is %s", async (gold, answer, outcome) => {
    const result = await verifyMath(pool, { gold, answer });
    expect(result.outcome).toBe(outcome);
    expect(result.ms).toBeLessThan(4_000);
  });
});

/** As an operator's `kill -9` would: the processes, not the pool's own doing. */
function killServersOf(target: SandboxPool): void {
  for (const pid of target.processIds()) process.kill(pid, "SIGKILL");
}
