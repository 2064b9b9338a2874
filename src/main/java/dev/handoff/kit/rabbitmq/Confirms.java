package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the broker said of the messages of one channel, by their numbers. */
final class Confirms implements ConfirmListener, ReturnCallback, ShutdownListener {

    /** What became of a message. */
    enum Fate {
        CONFIRMED,
        RETURNED,
        REFUSED,
        /** The connection was lost before the broker said anything. */
        UNKNOWN
    }

    private final ConcurrentSkipListMap<Long, CompletableFuture<Fate>> open = new ConcurrentSkipListMap<>();

    private Confirms() {}

    static Confirms of(Channel channel) throws IOException {
        var confirms = new Confirms();
        channel.addConfirmListener(confirms);
        channel.addReturnListener(confirms);
        channel.addShutdownListener(confirms);
        channel.confirmSelect();
        return confirms;
    }

    CompletableFuture<Fate> expect(long number) {
        var fate = new CompletableFuture<Fate>();
        open.put(number, fate);
        return fate;
    }

    void forget(long number) {
        open.remove(number);
    }

    @Override
    public void handleAck(long number, boolean andAllBefore) {
        settle(number, andAllBefore, Fate.CONFIRMED);
    }

    @Override
    public void handleNack(long number, boolean andAllBefore) {
        settle(number, andAllBefore, Fate.REFUSED);
    }

    /** The broker returns a message before it confirms that it has dealt with it. */
    @Override
    public void handle(Return returned) {
        var fate = open.remove(Long.parseLong(returned.getProperties().getCorrelationId()));
        if (fate != null) {
            fate.complete(Fate.RETURNED);
        }
    }

    @Override
    public void shutdownCompleted(ShutdownSignalException cause) {
        settle(Long.MAX_VALUE, true, Fate.UNKNOWN);
    }

    private void settle(long number, boolean andAllBefore, Fate fate) {
        if (!andAllBefore) {
            var one = open.remove(number);
            if (one != null) {
                one.complete(fate);
            }
            return;
        }
        for (var first = open.firstEntry(); first != null && first.getKey() <= number; first = open.firstEntry()) {
            open.remove(first.getKey());
            first.getValue().complete(fate);
        }
    }
}
