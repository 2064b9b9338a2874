package dev.handoff.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A network that can fail, in front of any port of this machine, and that can end TLS. Counts, so that a test can prove that it
 * did fail.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int target;
    private final ServerSocketFactory sockets;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong withheld = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moves = lock.newCondition();
    private boolean frozen;
    private ServerSocket listener;

    private TcpProxy(int target, ServerSocketFactory sockets) {
        this.target = target;
        this.sockets = sockets;
        this.listener = listener(0);
        this.port = listener.getLocalPort();
        listen(listener);
    }

    public static TcpProxy to(int target) {
        return new TcpProxy(target, ServerSocketFactory.getDefault());
    }

    /** Speaks TLS with its clients, and passes on what they say in the clear. */
    public static TcpProxy toPlain(int target, SSLContext identity) {
        return new TcpProxy(target, identity.getServerSocketFactory());
    }

    private ServerSocket listener(int port) {
        try {
            return sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** How many connections were taken so far. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are there now. */
    public int connections() {
        return open.size() / 2;
    }

    /** How many connections were broken by {@link #cut}. */
    public int broken() {
        return broken.get();
    }

    /** How many bytes were brought, in both directions together. */
    public long carried() {
        return carried.get();
    }

    /** How many bytes were held back at least for a while by {@link #freeze}. */
    public long withheld() {
        return withheld.get();
    }

    /** Resets all connections, and refuses new ones until {@link #heal}. */
    public void cut() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broken.addAndGet(reset() / 2);
    }

    /** Keeps all connections and takes new ones, but moves no byte any more until {@link #thaw}. */
    public void freeze() {
        setFrozen(true);
    }

    /** Moves what was held back, and all that follows. */
    public void thaw() {
        setFrozen(false);
    }

    /** Ends a freeze, and takes connections again after a cut. */
    public void heal() {
        thaw();
        if (listener.isClosed()) {
            listener = listener(port);
            listen(listener);
        }
    }

    private void listen(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    join(server, server.accept());
                } catch (IOException closed) {
                    // Which ends the loop, or the other end is not there, which its client sees.
                }
            }
        });
    }

    private void join(ServerSocket server, Socket client) throws IOException {
        accepted.incrementAndGet();
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(far);
            if (server.isClosed()) {
                // A cut came in between.
                reset(List.of(client, far));
                return;
            }
            carry(client, far);
            carry(far, client);
        } catch (IOException absent) {
            reset(List.of(client));
        }
    }

    private void carry(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                copy(from.getInputStream(), to.getOutputStream());
            } catch (IOException | InterruptedException broken) {
                // Each end sees it as its own.
                reset(List.of(from, to));
            } finally {
                open.remove(from);
                open.remove(to);
            }
        });
    }

    private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            awaitThaw(read);
            out.write(buffer, 0, read);
            carried.addAndGet(read);
        }
        // What was closed while the line is frozen is not known at the other end either.
        awaitThaw(0);
    }

    private void awaitThaw(int bytes) throws InterruptedException {
        lock.lock();
        try {
            if (frozen) {
                withheld.addAndGet(bytes);
            }
            while (frozen) {
                moves.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void setFrozen(boolean frozen) {
        lock.lock();
        try {
            this.frozen = frozen;
            moves.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int reset() {
        var sockets = Set.copyOf(open);
        reset(sockets);
        return sockets.size();
    }

    /** All are told before one is closed: or else whoever carries between two would close the other one in peace. */
    private void reset(Collection<Socket> sockets) {
        sockets.forEach(TcpProxy::endByReset);
        for (var socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException gone) {
                // As it should be.
            }
        }
    }

    private static void endByReset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // As it should be.
        }
    }

    @Override
    public void close() {
        cut();
        thaw();
    }
}
