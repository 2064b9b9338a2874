package dev.handoff.tool.emulator.cloudtasks;

import java.time.Instant;

/** Time as queues see it; a test moves it by hand. */
interface Timeline {

    Instant now();

    /** Does the work once at that time, or soon if it is past, on the emulator's only thread. */
    Alarm at(Instant time, Runnable work);

    /** Something that will happen. */
    interface Alarm {

        /** The work is not done, unless it was already. */
        void cancel();
    }
}
