/** One row of the sample files. `favours` is the position of the strategy that suits the problem. */
export interface SampleProblem {
  readonly problem: string;
  readonly answer: string;
  readonly favours: 1 | 2;
  readonly topic: string;
  readonly source: "sample";
}

export interface Family {
  readonly candidates: readonly SampleProblem[];
  /** How many to train on in each order. */
  readonly trainEach: number;
  readonly heldOut: number;
}

type Question = readonly [text: string, answer: number | string];

function family(
  topic: string,
  favours: 1 | 2,
  sizes: Omit<Family, "candidates">,
  questions: readonly Question[],
): Family {
  const candidates = questions.map(([problem, answer]) => ({
    problem,
    answer: String(answer),
    favours,
    topic,
    source: "sample" as const,
  }));
  return { candidates, ...sizes };
}

/** Park and Miller's generator: the same numbers on every machine. */
function createNumbers(seed: number): (from: number, to: number) => number {
  let state = seed;
  return (from, to) => {
    state = (state * 48_271) % 2_147_483_647;
    return from + (state % (to - from + 1));
  };
}

const pick = createNumbers(2507);
const many = (count: number, one: () => Question): Question[] => Array.from({ length: count }, one);

function product(): Question {
  const [a, b] = [pick(123, 989), pick(123, 989)];
  return [`What is ${a} * ${b}?`, a * b];
}

function remainder(): Question {
  const [a, b] = [pick(1000, 9999), pick(12, 98)];
  return [`What is the remainder when ${a} is divided by ${b}?`, a % b];
}

function difference(): Question {
  const [a, b] = [pick(10_000, 99_999), pick(1000, 9999)];
  return [`What is ${a} - ${b}?`, a - b];
}

function sum(): Question {
  const [a, b] = [pick(10_000, 99_999), pick(1000, 9999)];
  return [`What is ${a} + ${b}?`, a + b];
}

function crates(): Question {
  const [a, b] = [pick(23, 97), pick(123, 989)];
  return [`There are ${b} crates with ${a} bottles each. How many bottles are there?`, a * b];
}

function times(a: number, b: number): Question {
  return [`What is ${a} * ${b}?`, a * b];
}

function plus(a: number, b: number): Question {
  return [`What is ${a} + ${b}?`, a + b];
}

function dividedBy(a: number, b: number): Question {
  return [`What is ${a} divided by ${b}?`, a / b];
}

function each(boxes: string, things: string, a: number, b: number): Question {
  return [`There are ${a} ${boxes} with ${b} ${things} each. How many ${things} are there?`, a * b];
}

function divisors(n: number): Question {
  const count = upTo(n).filter((k) => n % k === 0).length;
  return [`How many positive divisors does ${n} have?`, count];
}

function primesBelow(n: number): Question {
  const isPrime = (k: number) =>
    k > 1 && !upTo(Math.floor(Math.sqrt(k))).some((d) => d > 1 && k % d === 0);
  return [`How many prime numbers are smaller than ${n}?`, upTo(n - 1).filter(isPrime).length];
}

function digitSum(n: number): Question {
  const digits = [...String(2n ** BigInt(n))].map(Number);
  return [
    `What is the sum of the digits of 2 to the power of ${n}?`,
    digits.reduce((a, b) => a + b),
  ];
}

function trailingZeros(n: number): Question {
  const zeros = [5, 25, 125].reduce((count, power) => count + Math.floor(n / power), 0);
  return [`How many zeros are there at the end of ${n} factorial?`, zeros];
}

function selections(n: number, k: number): Question {
  const ways = upTo(k).reduce((product, i) => (product * (n - k + i)) / i, 1);
  return [`In how many ways can ${k} books be chosen from ${n} different books?`, ways];
}

function handshakes(n: number): Question {
  return [
    `${n} people shake hands, each with every other one. How many handshakes are there?`,
    (n * (n - 1)) / 2,
  ];
}

function diagonals(n: number): Question {
  return [`How many diagonals does a polygon with ${n} sides have?`, (n * (n - 3)) / 2];
}

function ages(eva: number, older: number): Question {
  return [
    `Ben is ${older} years older than Eva. Together they are ${2 * eva + older} years old. How old is Eva?`,
    eva,
  ];
}

function letters(letter: string, word: string): Question {
  return [
    `How many times does the letter ${letter} occur in the word ${word}?`,
    [...word].filter((c) => c === letter).length,
  ];
}

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

const divisions = [
  [40, 4],
  [32, 8],
  [25, 5],
  [12, 3],
  [16, 4],
  [49, 7],
  [100, 5],
  [50, 5],
  [24, 6],
  [10, 2],
  [30, 3],
  [12, 4],
  [60, 10],
  [15, 3],
  [90, 10],
  [80, 10],
  [60, 6],
  [8, 2],
  [100, 10],
  [20, 5],
  [35, 7],
  [30, 10],
  [40, 10],
] as const;

const facts: readonly Question[] = [
  ["How many angles does a pentagon have?", 5],
  ["How many eggs are there in a dozen?", 12],
  ["How many sides does a hexagon have?", 6],
  ["What is the capital of Germany?", "Berlin"],
  ["How many years are there in a decade?", 10],
  ["What is the capital of France?", "Paris"],
  ["How many inches are there in a foot?", 12],
  ["How many sides does a pentagon have?", 5],
  ["What is the sum of the angles of a triangle in degrees?", 180],
  ["How many grams are there in a kilogram?", 1000],
  ["How many degrees are there in a circle?", 360],
  ["What is half of 20?", 10],
  ["How many cents are there in a dollar?", 100],
  ["How many continents are there on Earth?", 7],
  ["How many hours are there in a day?", 24],
  ["What is the capital of England?", "London"],
  ["What is the only even prime number?", 2],
  ["How many sides does a rectangle have?", 4],
  ["How many years are there in a century?", 100],
  ["At what temperature in degrees Celsius does water boil?", 100],
  ["What is the capital of Italy?", "Rome"],
  ["How many metres are there in a kilometre?", 1000],
  ["How many minutes are there in an hour?", 60],
  ["How many corners does a square have?", 4],
  ["How many sides does a triangle have?", 3],
  ["What is the next number: 2, 4, 6, 8?", 10],
  ["How many months are there in a year?", 12],
  ["What is the next even number after 8?", 10],
  ["How many corners does a triangle have?", 3],
  ["How many letters are there in the English alphabet?", 26],
  ["How many fingers are there on one hand?", 5],
  ["How many eyes does a person have?", 2],
];

const smallSteps: readonly Question[] = [
  times(5, 5),
  plus(3, 3),
  times(10, 10),
  times(12, 12),
  times(3, 4),
  plus(5, 5),
  plus(50, 50),
  plus(20, 20),
  times(8, 8),
  plus(9, 9),
  plus(8, 8),
  times(4, 4),
  plus(1, 1),
  times(5, 10),
  plus(10, 10),
  times(9, 9),
  plus(2, 2),
  times(7, 8),
  times(3, 3),
  times(2, 10),
  times(2, 2),
  plus(100, 100),
  times(7, 7),
  plus(30, 20),
];

const groups: readonly Question[] = [
  each("boxes", "pens", 4, 6),
  each("teams", "players", 8, 5),
  each("cars", "wheels", 5, 4),
  each("bags", "oranges", 2, 6),
  each("rows", "seats", 10, 10),
  each("hands", "fingers", 5, 5),
  each("shelves", "books", 3, 8),
  each("tables", "plates", 3, 6),
  each("baskets", "apples", 6, 5),
  each("trees", "birds", 4, 5),
  each("jars", "coins", 3, 10),
  each("plates", "cakes", 2, 8),
  each("boats", "people", 4, 10),
  each("benches", "children", 5, 3),
  each("nests", "eggs", 6, 4),
  each("pages", "stamps", 5, 10),
  each("vases", "roses", 2, 10),
  each("trays", "cups", 4, 4),
  each("desks", "lamps", 3, 3),
  each("bins", "balls", 6, 10),
];

const hardNumbers: readonly Question[] = [
  divisors(360),
  divisors(504),
  divisors(720),
  divisors(96),
  divisors(180),
  divisors(84),
  digitSum(15),
  digitSum(20),
  digitSum(25),
  digitSum(18),
  digitSum(22),
  primesBelow(50),
  primesBelow(100),
  primesBelow(60),
  primesBelow(80),
  primesBelow(70),
  trailingZeros(25),
  trailingZeros(40),
  trailingZeros(60),
  trailingZeros(100),
  trailingZeros(75),
  trailingZeros(130),
];

const hardStories: readonly Question[] = [
  selections(8, 3),
  selections(10, 4),
  selections(7, 2),
  selections(9, 5),
  selections(12, 3),
  selections(11, 2),
  handshakes(5),
  handshakes(6),
  handshakes(8),
  handshakes(12),
  diagonals(6),
  diagonals(7),
  diagonals(9),
  diagonals(10),
  ages(5, 3),
  ages(9, 4),
  ages(12, 7),
  ages(8, 6),
  ages(15, 8),
  letters("a", "banana"),
  letters("s", "mississippi"),
  letters("e", "bookkeeper"),
];

/**
 * Four kinds, so that each case comes about by itself: only the tool can do it, only memory can, both can, neither can.
 * Which kind a question is was measured on the embedded model.
 */
export const families: readonly Family[] = [
  family("product", 1, { trainEach: 3, heldOut: 3 }, many(24, product)),
  family("remainder", 1, { trainEach: 3, heldOut: 3 }, many(20, remainder)),
  family("difference", 1, { trainEach: 2, heldOut: 2 }, many(16, difference)),
  family("sum", 1, { trainEach: 2, heldOut: 2 }, many(16, sum)),
  family("crates", 1, { trainEach: 2, heldOut: 2 }, many(16, crates)),
  family("small step", 1, { trainEach: 8, heldOut: 4 }, smallSteps),
  family("hard number", 1, { trainEach: 4, heldOut: 4 }, hardNumbers),
  family(
    "division",
    2,
    { trainEach: 7, heldOut: 6 },
    divisions.map(([a, b]) => dividedBy(a, b)),
  ),
  family("fact", 2, { trainEach: 8, heldOut: 6 }, facts),
  family("groups", 2, { trainEach: 3, heldOut: 4 }, groups),
  family("hard story", 2, { trainEach: 6, heldOut: 4 }, hardStories),
];
