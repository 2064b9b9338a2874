/**
 * RabbitMQ: connections that come back, messages that are known to have arrived, queues that are there when they are needed.
 *
 * <pre>
 *   RabbitMq ──► Publisher ──► Link "publish" ──┐
 *       │                                       ├──► Connector ──► broker
 *       └──────► Subscription ► Link "consume" ─┘
 * </pre>
 *
 * <p>There are two connections, because a broker that is short of memory stops reading from those that publish, and
 * acknowledgements must still get through. Each is made again for ever, with a growing pause. A lost connection loses no
 * message: what was not confirmed counts as not published, and what was not acknowledged comes again.
 *
 * <p>The broker's own Java client is used directly. The channels of the messaging extension, which brings it, can neither ask
 * for messages that no queue takes to be returned nor check the name in a broker's certificate, and they acknowledge by
 * number on whatever channel is open: after a reconnect that is the number of another message.
 *
 * <p>The client's own recovery is switched off, because it brings back too little. It begins with a connection that was made
 * once, and this program may start before its broker. It gives up a channel that the broker has closed and a consumer whose
 * queue was deleted; here both are made again. With two recoveries each would undo the other's work.
 */
package dev.handoff.kit.rabbitmq;
