package dev.handoff.kit.storage;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import dev.handoff.kit.storage.FileName.CloudObject;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps files in buckets of Google Cloud Storage. What fails for a moment is tried again within seconds, here. */
@Singleton
public final class CloudStorage implements StorageBackend<CloudObject> {

    /** The metadata's entry by which an object can be told that a task has made. */
    public static final String MADE = "made-by-handoff";

    private final CloudClient client;

    /** @param emulator the address of a stand-in for the service, which wants no credentials */
    @Inject
    public CloudStorage(GoogleLogin login, @ConfigProperty(name = "STORAGE_EMULATOR_HOST") Optional<String> emulator) {
        this(new CloudClient(login, emulator, Duration.ofSeconds(1)));
    }

    CloudStorage(CloudClient client) {
        this.client = client;
    }

    /** The copy has a name with nothing of the object's name in it. */
    @Override
    public Path fetch(CloudObject object, Workspace workspace, long most) throws TaskFailure, IOException {
        return asking(CloudRight.READ, object, storage -> {
            var blob = storage.get(id(object));
            if (blob == null) {
                throw TaskFailure.permanent("no object " + object + ", or its bucket does not exist");
            }
            Storage.checkSize(object, blob.getSize(), most);
            var target = workspace.folder().resolve("object-" + Sha256.of(object.toString()));
            // The bytes are counted again: an object stored with gzip encoding is larger than its size says.
            Storage.checkSize(object, copy(blob, target, most + 1), most);
            // The checksum is that of the bytes as stored.
            if (blob.getContentEncoding() == null) {
                verify(object, blob, Crc32c.of(target));
            }
            return target;
        });
    }

    @Override
    public void put(Path file, CloudObject object) throws TaskFailure, IOException {
        var checksum = Crc32c.of(file);
        var wanted = BlobInfo.newBuilder(id(object))
                .setCrc32c(checksum)
                .setMetadata(Map.of(MADE, "true"))
                .build();
        asking(CloudRight.WRITE, object, storage -> {
            // A resumable upload: the object is there when the last byte has come, and not if the checksum is another.
            var blob = storage.createFrom(
                    wanted, file, BlobWriteOption.crc32cMatch(), BlobWriteOption.detectContentType());
            verify(object, blob, checksum);
            return blob;
        });
    }

    @Override
    public Optional<StoredFile> find(CloudObject object) throws TaskFailure, IOException {
        return asking(CloudRight.READ, object, storage -> Optional.ofNullable(storage.get(id(object)))
                .map(blob -> new StoredFile(
                        blob.getSize(),
                        String.valueOf(blob.getGeneration()),
                        blob.getUpdateTimeOffsetDateTime().toInstant())));
    }

    @Override
    public void delete(CloudObject object) throws TaskFailure, IOException {
        asking(CloudRight.DELETE, object, storage -> storage.delete(id(object)));
    }

    @Override
    public void deleteAll(CloudObject folder) throws TaskFailure, IOException {
        var below = BlobListOption.prefix(folder.object() + "/");
        asking(CloudRight.DELETE, folder, storage -> {
            // One by one: of a batch the client doesn't tell which failed.
            for (var blob : storage.list(folder.bucket(), below).iterateAll()) {
                storage.delete(blob.getBlobId());
            }
            return folder;
        });
    }

    private interface Request<T> {
        T to(com.google.cloud.storage.Storage storage) throws TaskFailure, IOException;
    }

    private <T> T asking(CloudRight right, CloudObject object, Request<T> request) throws TaskFailure, IOException {
        var storage = client.get();
        try {
            return request.to(storage);
        } catch (RuntimeException e) {
            // The client stumbles over interrupts, even with a NullPointerException.
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted, could not " + right.verb() + " " + object, e);
            }
            if (e instanceof StorageException answer) {
                throw fault(right, object, storage, answer);
            }
            throw e;
        } catch (IOException e) {
            // Reading wraps what the service answers.
            throw e.getCause() instanceof StorageException answer ? fault(right, object, storage, answer) : e;
        }
    }

    /** @throws TaskFailure permanent, if no later attempt will fare better */
    private static IOException fault(
            CloudRight right, CloudObject object, com.google.cloud.storage.Storage storage, StorageException e)
            throws TaskFailure {
        switch (e.getCode()) {
            case 401, 403 -> throw right.missing(object, e);
            case 404 -> refuseMissingBucket(object, storage);
        }
        return new IOException("could not " + right.verb() + " " + object + ": " + CloudRight.reason(e), e);
    }

    /** An upload that the service has forgotten is not found either, and that one can begin anew. */
    private static void refuseMissingBucket(CloudObject object, com.google.cloud.storage.Storage storage)
            throws TaskFailure {
        try {
            storage.list(object.bucket(), BlobListOption.pageSize(1));
        } catch (StorageException e) {
            if (e.getCode() == 404) {
                throw TaskFailure.permanent(
                        "there is no bucket " + object.bucket() + " for " + object
                                + "; create it, or set HANDOFF_OUTPUT to another place",
                        e);
            }
        }
    }

    private static long copy(Blob blob, Path target, long most) throws IOException {
        try (var reader = blob.reader(Blob.BlobSourceOption.generationMatch());
                var file = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            return file.transferFrom(reader, 0, most);
        }
    }

    private static void verify(CloudObject object, BlobInfo stored, String checksum) throws IOException {
        if (stored.getCrc32c() != null && !stored.getCrc32c().equals(checksum)) {
            throw new IOException("the bytes of " + object + " were changed on their way: their CRC32C is " + checksum
                    + " here and " + stored.getCrc32c() + " in the bucket");
        }
    }

    private static BlobId id(CloudObject object) {
        return BlobId.of(object.bucket(), object.object());
    }
}
