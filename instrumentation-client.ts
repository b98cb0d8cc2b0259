import { config } from "zod";

// Zod would try out `new Function`, which the content policy refuses and the browser reports as a violation.
config({ jitless: true });
