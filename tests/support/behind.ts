import { setPriority } from 'node:os';

/** The steps by which a process is nicer than usual: where both want the processor, this one gets about a tenth of it. */
const NICE = 10;

// this process and what it starts: tests with deadlines run beside it
setPriority(NICE);
