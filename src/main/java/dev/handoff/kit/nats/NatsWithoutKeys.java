package dev.handoff.kit.nats;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.nats.client.AuthHandler;
import io.nats.client.Nats;

/**
 * Leaves logins by key pairs out of the native executable, which is linked when it is built: no setting asks for them, and the
 * library that they take is not there.
 */
@TargetClass(Nats.class)
final class NatsWithoutKeys {

    @Substitute
    public static AuthHandler credentials(String file) {
        throw new UnsupportedOperationException("logins by key pairs are not supported");
    }
}
