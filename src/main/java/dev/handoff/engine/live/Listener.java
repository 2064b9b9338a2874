package dev.handoff.engine.live;

import java.util.List;

/** Hears news, one call at a time. It must not block or throw, as others wait for their turn. */
public interface Listener {

    /** @param news in the order of their ids, each once; not empty */
    void hear(List<News> news);

    /**
     * News of an earlier time, while a listener catches up. On the thread that asked for them, so this may block until there
     * is room for more.
     */
    default void hearEarlier(List<News> news) {
        hear(news);
    }

    /**
     * News were missed, and what is known from news may be out of date: look at the state anew.
     *
     * @param position what follows has greater ids
     */
    void reset(long position);
}
