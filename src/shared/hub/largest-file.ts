/** Bytes of the largest file that a shared record takes: the largest film that X takes (resources/rules/limits.yaml). A larger one stays on the machine that added it. */
export const LARGEST_FILE = 512 * 1024 * 1024
