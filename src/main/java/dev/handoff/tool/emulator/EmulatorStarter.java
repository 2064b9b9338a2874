package dev.handoff.tool.emulator;

/** Found with {@link java.util.ServiceLoader}; in the native executable there is none. */
public interface EmulatorStarter {

    /**
     * Returns when the emulator listens.
     *
     * @throws java.io.UncheckedIOException if it can't listen there
     * @throws IllegalArgumentException if the name of a queue is malformed
     */
    Emulator start(EmulatorOptions options);

    /** Starts one that creates unknown queues. */
    default Emulator start(String host, int port, Faults faults) {
        return start(EmulatorOptions.at(host, port).withFaults(faults));
    }
}
