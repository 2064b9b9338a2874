package dev.handoff.edge.live;

import java.util.concurrent.CompletionStage;

/** The way to one client. */
interface Outlet {

    /** Sends one message. Done when there is room for the next one; failed when the client has gone. */
    CompletionStage<Void> send(Message message);

    /** Asks for a sign of life, if the client can give one. */
    void ping();

    /** Whether it answers pings, so that silence means that nobody is there. */
    boolean answersPings();

    /** Closes it, also if it takes nothing any more. */
    void close(Ending ending);
}
