package dev.handoff.edge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final List<Fake> closed = new ArrayList<>();

    private final Connections connections = new Connections(Settings.of(
            ConnectionConfig.class,
            Map.of("handoff.http.connections", "3", "handoff.http.connections-per-address", "2")));

    @Test
    void oneTooManyFromAnAddressClosesItsOwnThatHasWaitedLongest() {
        var later = new Fake(ONE, Optional.of(2L));
        var first = new Fake(ONE, Optional.of(1L));
        var foreign = new Fake(OTHER, Optional.of(0L));
        List.of(later, first, foreign).forEach(connections::add);

        assertThat(connections.add(new Fake(ONE, Optional.of(3L)))).isTrue();

        assertThat(closed).containsExactly(first);
    }

    @Test
    void oneTooManyInAllClosesTheOneThatHasWaitedLongest() {
        var longest = new Fake(ONE, Optional.of(1L));
        connections.add(new Fake(ONE, Optional.empty()));
        connections.add(longest);
        connections.remove(longest);
        connections.add(longest);
        connections.add(new Fake(OTHER, Optional.of(2L)));

        assertThat(connections.add(new Fake(OTHER, Optional.of(3L)))).isTrue();

        assertThat(closed).containsExactly(longest);
    }

    @Test
    void whereAllAreBusyNoMoreAreTaken() {
        connections.add(new Fake(ONE, Optional.empty()));
        connections.add(new Fake(ONE, Optional.empty()));

        assertThat(connections.add(new Fake(ONE, Optional.of(1L)))).isFalse();
        assertThat(connections.add(new Fake(OTHER, Optional.of(1L)))).isTrue();
    }

    @Test
    void oneThatIsGoneMakesRoom() {
        var gone = new Fake(ONE, Optional.empty());
        connections.add(gone);
        connections.add(new Fake(ONE, Optional.empty()));

        connections.remove(gone);

        assertThat(connections.add(new Fake(ONE, Optional.empty()))).isTrue();
    }

    private final class Fake implements Connections.Caller {

        private final InetAddress address;
        private final Optional<Long> idleSince;

        Fake(InetAddress address, Optional<Long> idleSince) {
            this.address = address;
            this.idleSince = idleSince;
        }

        @Override
        public InetAddress address() {
            return address;
        }

        @Override
        public Optional<Long> idleSince() {
            return idleSince;
        }

        @Override
        public void close() {
            closed.add(this);
        }
    }
}
