package dev.handoff.engine.live;

class PostgresWireTest extends WireContract {

    @Override
    Wire wire() {
        return new PostgresWire(store.moreNotifications());
    }
}
