package dev.handoff.storage;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.handoff.storage.FileName.CloudObject;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads from Google Cloud Storage. The client is opened when the first object is asked for: most setups never need it. */
@Singleton
public final class CloudStorage {

    private final GoogleLogin login;
    private final Optional<String> emulator;
    private com.google.cloud.storage.Storage client;

    /** @param emulator the address of a stand-in for the service, which wants no credentials */
    public CloudStorage(GoogleLogin login, @ConfigProperty(name = "STORAGE_EMULATOR_HOST") Optional<String> emulator) {
        this.login = login;
        this.emulator = emulator;
    }

    /** Copies the object into the workspace, under a name that has nothing of the object's name in it. */
    Path download(CloudObject object, Workspace workspace, long maxBytes) throws TaskFailure, IOException {
        try {
            var blob = client().get(BlobId.of(object.bucket(), object.object()));
            if (blob == null) {
                throw TaskFailure.permanent("no object " + object + ", or its bucket does not exist");
            }
            Storage.checkSize(object, blob.getSize(), maxBytes);
            var target = workspace.folder().resolve("object-" + Sha256.of(object.toString()));
            // The bytes are counted again: an object stored with gzip encoding is larger than its size says.
            Storage.checkSize(object, copy(blob, target, maxBytes + 1), maxBytes);
            return target;
        } catch (StorageException e) {
            throw refusal(object, e);
        }
    }

    private static long copy(Blob blob, Path target, long most) throws IOException {
        try (var reader = blob.reader(Blob.BlobSourceOption.generationMatch());
                var file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return file.transferFrom(reader, 0, most);
        }
    }

    private static TaskFailure refusal(CloudObject object, StorageException e) throws StorageException {
        return switch (e.getCode()) {
            case 401, 403 ->
                TaskFailure.permanent(
                        "the credentials may not read " + object
                                + "; grant them roles/storage.objectViewer on the bucket",
                        e);
            default -> throw e;
        };
    }

    private synchronized com.google.cloud.storage.Storage client() throws TaskFailure {
        if (client == null) {
            client = open().build().getService();
        }
        return client;
    }

    private StorageOptions.Builder open() throws TaskFailure {
        if (emulator.isPresent()) {
            var address = emulator.get();
            return StorageOptions.newBuilder()
                    .setHost(address.contains("://") ? address : "http://" + address)
                    .setProjectId("emulated")
                    .setCredentials(NoCredentials.getInstance());
        }
        return StorageOptions.newBuilder().setCredentials(login.credentials("gs:// files"));
    }
}
