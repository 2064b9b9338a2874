package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksGrpc.CloudTasksImplBase;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.GetQueueRequest;
import com.google.cloud.tasks.v2.GetTaskRequest;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.ListTasksResponse;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.Queue.State;
import com.google.cloud.tasks.v2.Task;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.iam.v1.TestIamPermissionsResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Google's side: answers calls in turn as it is told, and then with what was created. */
final class GoogleApi extends CloudTasksImplBase implements AutoCloseable {

    final List<Task> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Task> created = Collections.synchronizedList(new ArrayList<>());
    final List<String> parents = Collections.synchronizedList(new ArrayList<>());
    final List<String> askedAfter = Collections.synchronizedList(new ArrayList<>());
    final Set<String> permissions = new HashSet<>();
    State state = State.RUNNING;
    private final ConcurrentLinkedQueue<Optional<Status>> answers = new ConcurrentLinkedQueue<>();
    private Server server;

    int start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .addService(this)
                .build()
                .start();
        return server.getPort();
    }

    /** Refuses the next calls so, whichever they are. */
    void answer(Status... statuses) {
        Stream.of(statuses).map(Optional::of).forEach(answers::add);
    }

    /** Refuses the call after the next one so. */
    void answerSecond(Status status) {
        answers.add(Optional.empty());
        answer(status);
    }

    @Override
    public void getQueue(GetQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> Queue.newBuilder()
                .setName(request.getName())
                .setState(state)
                .build());
    }

    @Override
    public void testIamPermissions(
            TestIamPermissionsRequest request, StreamObserver<TestIamPermissionsResponse> caller) {
        var held = request.getPermissionsList().stream()
                .filter(permissions::contains)
                .toList();
        answer(caller, () -> TestIamPermissionsResponse.newBuilder()
                .addAllPermissions(held)
                .build());
    }

    private <T> void answer(StreamObserver<T> caller, Supplier<T> answer) {
        var refusal = Optional.ofNullable(answers.poll()).flatMap(it -> it);
        if (refusal.isPresent()) {
            caller.onError(refusal.get().asRuntimeException());
            return;
        }
        caller.onNext(answer.get());
        caller.onCompleted();
    }

    @Override
    public void createTask(CreateTaskRequest request, StreamObserver<Task> caller) {
        asked.add(request.getTask());
        answer(caller, () -> {
            created.add(request.getTask());
            parents.add(request.getParent());
            return request.getTask();
        });
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<Task> caller) {
        askedAfter.add(request.getName());
        answer(caller, () -> Task.newBuilder().setName(request.getName()).build());
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> caller) {
        int listed = Math.min(created.size(), request.getPageSize());
        answer(caller, () -> ListTasksResponse.newBuilder()
                .addAllTasks(created.subList(0, listed))
                .setNextPageToken(listed < created.size() ? "more" : "")
                .build());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
