package dev.handoff.edge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A connection, with a clock for the header of its next request: from the beginning for the first one, from the first byte for
 * later ones. All but {@link #idleSince} and {@link #close} happens on its event loop.
 */
final class Connection extends ChannelDuplexHandler implements Connections.Caller {

    private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class.getName());

    private static final String HEAD = "HEAD ";

    private final Connections all;
    private final Duration headerTime;
    private final RequestLimits limits;
    private final EarlyAnswer refusals;
    private final Channel channel;
    private ScheduledFuture<?> clock;
    private int requests;
    private boolean multiplexed;
    private boolean streamsWatched;
    private boolean last;
    private boolean head;
    private volatile Long idleSince = System.nanoTime();

    Connection(Connections all, Duration headerTime, RequestLimits limits, Channel channel) {
        this.all = all;
        this.headerTime = headerTime;
        this.limits = limits;
        this.refusals = new EarlyAnswer(limits);
        this.channel = channel;
        channel.attr(KEY).set(this);
    }

    /** Empty if the channel isn't watched. */
    static Optional<Connection> of(Channel channel) {
        return Optional.ofNullable(channel.attr(KEY).get());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (all.add(this)) {
            // Vert.x takes this handler out of the pipeline when HTTP/1 becomes HTTP/2, and the connection goes on.
            channel.closeFuture().addListener(_ -> leave());
            startClock();
            context.fireChannelActive();
        } else {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (requests == 0 && clock == null && !multiplexed) {
            startClock();
        }
        if (requests == 0) {
            head = message instanceof ByteBuf bytes && begins(bytes, HEAD);
        }
        context.fireChannelRead(message);
    }

    private static boolean begins(ByteBuf bytes, String text) {
        return bytes.readableBytes() >= text.length()
                && bytes.toString(bytes.readerIndex(), text.length(), StandardCharsets.US_ASCII)
                        .equals(text);
    }

    private void leave() {
        all.remove(this);
        stopClock();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && !streamsWatched && isFrame(bytes)) {
            streamsWatched = StreamRefusals.watch(channel, limits);
        }
        var refusal = !multiplexed && message instanceof ByteBuf bytes
                ? refusals.inPlaceOf(bytes, head)
                : Optional.<ByteBuf>empty();
        if (refusal.isEmpty()) {
            context.write(message, promise);
            return;
        }
        ReferenceCountUtil.release(message);
        context.write(refusal.get(), promise).addListener(ChannelFutureListener.CLOSE);
    }

    /** Whether it may be the settings with which HTTP/2 begins; no other answer begins with this byte. */
    private static boolean isFrame(ByteBuf bytes) {
        return bytes.isReadable() && bytes.getByte(bytes.readerIndex()) == 0;
    }

    /**
     * A request's header has come.
     *
     * @param one of many on this connection at a time, as in HTTP/2, whose frames this class can't tell from each other
     */
    void begin(boolean one) {
        multiplexed = one;
        requests++;
        idleSince = null;
        stopClock();
    }

    /** Nothing that follows the request which has begun is to be taken for another one. */
    void endAfterThis() {
        last = true;
    }

    /** Whether another request may begin. */
    boolean mayGoOn() {
        return !last;
    }

    /** A request was answered, or its caller has gone. On any thread. */
    void end() {
        channel.eventLoop().execute(() -> {
            if (--requests == 0) {
                idleSince = System.nanoTime();
            }
        });
    }

    /** Answers 408 in place of whatever was to be answered, and closes. */
    void timeOut() {
        endWith(EarlyProblem.LATE);
    }

    /** Answers 505, and closes. */
    void refuseVersion() {
        endWith(EarlyProblem.UNKNOWN_VERSION);
    }

    private void endWith(EarlyProblem problem) {
        channel.pipeline()
                .context(this)
                .writeAndFlush(EarlyAnswer.of(problem))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public InetAddress address() {
        return channel.remoteAddress() instanceof InetSocketAddress known
                ? known.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public Optional<Long> idleSince() {
        return Optional.ofNullable(idleSince);
    }

    @Override
    public void close() {
        channel.close();
    }

    private void startClock() {
        clock = channel.eventLoop().schedule(this::timeOut, headerTime.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopClock() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }
}
