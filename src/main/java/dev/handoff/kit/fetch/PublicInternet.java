package dev.handoff.kit.fetch;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses by which everybody on the internet would come to the same machine. */
final class PublicInternet {

    // IANA's registry of special-purpose IPv4 addresses, and multicast.
    private final List<Range> notPublic4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    // All global unicast addresses are in here: not loopback, local ones, multicast, mapped IPv4 nor NAT64.
    private final Range unicast6 = Range.parse("2000::/3");

    // And of these, IANA's special ones: Teredo and other protocols, documentation, 6to4, documentation again.
    private final List<Range> notPublic6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    boolean has(InetAddress address) {
        if (address instanceof Inet4Address) {
            return notPublic4.stream().noneMatch(range -> range.holds(address));
        }
        return unicast6.holds(address) && notPublic6.stream().noneMatch(range -> range.holds(address));
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::parse).toList();
    }

    /**
     * Addresses of one version whose first bits are the same.
     *
     * @param prefix those bits
     * @param rest how many bits are free
     */
    private record Range(BigInteger prefix, int rest) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            var first = InetAddress.ofLiteral(text.substring(0, slash));
            int rest = first.getAddress().length * 8 - Integer.parseInt(text.substring(slash + 1));
            return new Range(number(first).shiftRight(rest), rest);
        }

        boolean holds(InetAddress address) {
            return number(address).shiftRight(rest).equals(prefix);
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }
}
