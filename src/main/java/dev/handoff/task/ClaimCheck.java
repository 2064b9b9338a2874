package dev.handoff.task;

import java.io.IOException;

/**
 * A handler whose inputs may be too large for a row. What is large is put elsewhere at submission, and the row says where: the
 * claim check of the Enterprise Integration Patterns, https://www.enterpriseintegrationpatterns.com/patterns/messaging/StoreInLibrary.html.
 */
public interface ClaimCheck<I> {

    /**
     * Puts away what is large, before the task is stored. The task may never be stored after that, so what is put away must go
     * in time by itself.
     *
     * @param input that has passed all checks
     * @return what is stored in its place; always the same for the same input. The input itself if nothing was put away
     * @throws TaskFailure if it can never be put away
     * @throws IOException if it can't be put away now; the submitter may try again
     */
    I deposit(I input) throws TaskFailure, IOException;
}
