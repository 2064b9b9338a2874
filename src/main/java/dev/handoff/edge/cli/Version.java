package dev.handoff.edge.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven built. */
final class Version implements IVersionProvider {

    // Quarkus writes it into the manifest when it packages; classes that run unpackaged have none. A constant, because
    // the
    // native executable has no manifest, only what was read from it when it was built.
    private static final Optional<String> NUMBER =
            Optional.ofNullable(Version.class.getPackage().getImplementationVersion());

    @Override
    public String[] getVersion() {
        return new String[] {"handoff " + NUMBER.orElse("(not packaged)")};
    }
}
