package dev.handoff.kit.database.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What lies where in the folder of our own PostgreSQL. */
record Home(Path folder) {

    private static final int PASSWORD_BYTES = 24;

    /** A new one is for its owner only; one that is there already stays as it is. */
    void create() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path data() {
        return folder.resolve("postgres");
    }

    /** There while the first start has not come to its end; what is in {@link #data()} is then worth nothing. */
    Path unfinished() {
        return folder.resolve("postgres.unfinished");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    /** The unpacked programs, in a folder of their own for each version. */
    Path programs() {
        return folder.resolve("programs");
    }

    /** Held while the server is started or stopped. */
    Path startLock() {
        return folder.resolve("start.lock");
    }

    /** Shared by all who use the server. */
    Path usersLock() {
        return folder.resolve("users.lock");
    }

    Path passwordFile() {
        return folder.resolve("postgres.password");
    }

    /** Made up at the first call. Nobody but the folder's owner can read it, so other users of the machine stay out. */
    String password() throws IOException {
        var file = passwordFile();
        if (Files.notExists(file) && Files.exists(data()) && Files.notExists(unfinished())) {
            throw new PostgresFailed(file + " is missing, and it opens the database in " + data()
                    + "; put it back, or remove both and begin anew");
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Made up earlier.
        }
        return Files.readString(file).strip();
    }
}
