package dev.handoff.kit.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Applies one function to many values at a time, where each call may go over a network. */
public final class Parallel {

    private static final int AT_A_TIME = 32;

    private Parallel() {}

    /** The results in order. Every value is tried, even if others fail; then the first failure is thrown. */
    public static <T, R> List<R> map(List<T> values, Function<T, R> function) {
        if (values.size() < 2) {
            return values.stream().map(function).toList();
        }
        try (var threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            var results = new ArrayList<R>();
            for (var future : threads.invokeAll(calls(values, function))) {
                results.add(result(future));
            }
            return results;
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(unwanted);
        }
    }

    /** The same one by one on this thread, for functions that don't wait. */
    public static <T, R> List<R> mapInTurn(List<T> values, Function<T, R> function) {
        var results = new ArrayList<R>(values.size());
        var failures = new ArrayList<RuntimeException>();
        for (var value : values) {
            try {
                results.add(function.apply(value));
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return results;
    }

    private static <T, R> List<Callable<R>> calls(List<T> values, Function<T, R> function) {
        return values.stream()
                .<Callable<R>>map(value -> () -> function.apply(value))
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
