package dev.handoff.kit.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
interface Resolver {

    /** @return at least one */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
