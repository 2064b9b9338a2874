package dev.handoff.edge.live;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The way to one client. */
interface Outlet {

    /** Sends messages in their order. Done when there is room for the next ones; failed when the client has gone. */
    CompletionStage<Void> send(List<Message> messages);

    /** Gives a sign of life, and asks for one if the client can give one. Done when it is on its way. */
    CompletionStage<Void> ping();

    /** Whether it answers pings, so that silence means that nobody is there. */
    boolean answersPings();

    /** Closes it, also if it takes nothing any more. */
    void close(Ending ending);
}
