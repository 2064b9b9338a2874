/**
 * What this machine lacks at times: files that may be open, room on its disks, memory, a library that can be unpacked.
 *
 * <p>Such a fault blames no task. It ends by itself or with the machine, so what has met it is done again later or elsewhere.
 */
package dev.handoff.kit.host;
