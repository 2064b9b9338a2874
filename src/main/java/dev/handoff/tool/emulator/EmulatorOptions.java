package dev.handoff.tool.emulator;

import java.util.List;

/**
 * How an emulator is to be.
 *
 * @param host the name or address to listen at
 * @param port 0 takes any free one
 * @param queues full names of queues that are there from the beginning, with default settings
 * @param createQueues whether a task that is created in an unknown queue creates the queue. The real service never does
 *     that; it spares developers a script
 * @param faults what goes wrong from the beginning
 */
public record EmulatorOptions(String host, int port, List<String> queues, boolean createQueues, Faults faults) {

    /** Where emulators of this kind are usually found. */
    public static final int USUAL_PORT = 8123;

    public EmulatorOptions {
        queues = List.copyOf(queues);
    }

    /** Creates unknown queues, and has none to begin with. */
    public static EmulatorOptions at(String host, int port) {
        return new EmulatorOptions(host, port, List.of(), true, Faults.NONE);
    }

    public EmulatorOptions withFaults(Faults faults) {
        return new EmulatorOptions(host, port, queues, createQueues, faults);
    }

    /** Only these queues exist until a caller creates another, as with the real service. */
    public EmulatorOptions withQueues(String... queues) {
        return new EmulatorOptions(host, port, List.of(queues), false, faults);
    }
}
