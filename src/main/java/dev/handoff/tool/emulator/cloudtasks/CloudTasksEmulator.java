package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.PushResult;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** What is seen of the running emulator from Java. */
final class CloudTasksEmulator implements Emulator {

    private final Vertx vertx;
    private final String address;
    private final int port;
    private final Mischief mischief;
    private final Ledger ledger;

    /** @param vertx everything runs on it, and ends with it */
    CloudTasksEmulator(Vertx vertx, String address, int port, Mischief mischief, Ledger ledger) {
        this.vertx = vertx;
        this.address = address;
        this.port = port;
        this.mischief = mischief;
        this.ledger = ledger;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void inject(Faults faults) {
        mischief.inject(faults);
    }

    @Override
    public Faults faults() {
        return mischief.faults();
    }

    @Override
    public List<PushResult> deliveries() {
        return ledger.deliveries();
    }

    @Override
    public void onDelivery(Consumer<PushResult> listener) {
        ledger.onDelivery(listener);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
