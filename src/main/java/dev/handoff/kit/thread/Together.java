package dev.handoff.kit.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many things at a time, where each may be a call over a network. */
public final class Together {

    private static final int AT_A_TIME = 32;

    private Together() {}

    /** The results in order. All are done, however many fail; then the first failure passes. */
    public static <T, R> List<R> each(List<T> things, Function<T, R> deed) {
        if (things.size() < 2) {
            return things.stream().map(deed).toList();
        }
        try (var threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            var results = new ArrayList<R>();
            for (var future : threads.invokeAll(deeds(things, deed))) {
                results.add(result(future));
            }
            return results;
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(unwanted);
        }
    }

    /** The same on this thread, for deeds that wait for nobody. */
    public static <T, R> List<R> inTurn(List<T> things, Function<T, R> deed) {
        var results = new ArrayList<R>(things.size());
        var failures = new ArrayList<RuntimeException>();
        for (var thing : things) {
            try {
                results.add(deed.apply(thing));
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return results;
    }

    private static <T, R> List<Callable<R>> deeds(List<T> things, Function<T, R> deed) {
        return things.stream()
                .<Callable<R>>map(thing -> () -> deed.apply(thing))
                .toList();
    }

    private static <R> R result(Future<R> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException passed ? passed : new IllegalStateException(failed);
        }
    }
}
