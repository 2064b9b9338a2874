package dev.handoff.edge.trigger.celery;

import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.redis.RedisChannels;
import dev.handoff.kit.redis.RedisNotices;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The broker that Celery's calls come by, and where their results go. */
@Singleton
final class CeleryBroker {

    private final RabbitMq own;
    private final RedisChannels redis;
    private final CeleryConfig config;
    private RabbitMq broker;
    private CeleryBackend backend;
    private RedisNotices notices;

    CeleryBroker(RabbitMq own, RedisChannels redis, CeleryConfig config) {
        this.own = own;
        this.redis = redis;
        this.config = config;
    }

    boolean isConfigured() {
        return config.brokerUrl().isPresent();
    }

    /**
     * Where results go.
     *
     * @throws ConfigurationException if CELERY_RESULT_BACKEND can't be used
     */
    synchronized CeleryBackend backend() {
        if (backend == null) {
            backend = switch (config.resultBackend()) {
                case "disabled" -> new CeleryBackend.None();
                case "rpc", "rpc://" -> new RpcBackend(get());
                default -> new RedisBackend(notices());
            };
        }
        return backend;
    }

    private RedisNotices notices() {
        try {
            notices = redis.notices(config.resultBackend());
            return notices;
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "CELERY_RESULT_BACKEND must be rpc://, disabled, or Redis: " + wrong.getMessage(), wrong);
        }
    }

    @PreDestroy
    void close() {
        if (notices != null) {
            notices.close();
        }
    }

    /**
     * @throws ConfigurationException if the URL can't be used
     * @throws java.util.NoSuchElementException if there is none
     */
    synchronized RabbitMq get() {
        if (broker == null) {
            try {
                broker = own.at(config.brokerUrl().orElseThrow());
            } catch (IllegalArgumentException wrong) {
                throw new ConfigurationException("CELERY_BROKER_URL " + wrong.getMessage(), wrong);
            }
        }
        return broker;
    }
}
