package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksGrpc.CloudTasksImplBase;
import com.google.cloud.tasks.v2.CreateQueueRequest;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.DeleteQueueRequest;
import com.google.cloud.tasks.v2.DeleteTaskRequest;
import com.google.cloud.tasks.v2.GetQueueRequest;
import com.google.cloud.tasks.v2.GetTaskRequest;
import com.google.cloud.tasks.v2.ListQueuesRequest;
import com.google.cloud.tasks.v2.ListQueuesResponse;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.ListTasksResponse;
import com.google.cloud.tasks.v2.PauseQueueRequest;
import com.google.cloud.tasks.v2.PurgeQueueRequest;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.ResumeQueueRequest;
import com.google.cloud.tasks.v2.RunTaskRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.cloud.tasks.v2.UpdateQueueRequest;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** The API over gRPC. What is not here, access policies, the base class answers with {@code UNIMPLEMENTED}. */
final class GrpcFace extends CloudTasksImplBase {

    private final QueueOperations queues;
    private final TaskOperations tasks;

    GrpcFace(QueueOperations queues, TaskOperations tasks) {
        this.queues = queues;
        this.tasks = tasks;
    }

    @Override
    public void listQueues(ListQueuesRequest request, StreamObserver<ListQueuesResponse> caller) {
        answer(caller, () -> queues.list(request));
    }

    @Override
    public void getQueue(GetQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.get(request));
    }

    @Override
    public void createQueue(CreateQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.create(request));
    }

    @Override
    public void updateQueue(UpdateQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.update(request));
    }

    @Override
    public void deleteQueue(DeleteQueueRequest request, StreamObserver<Empty> caller) {
        answer(caller, () -> queues.delete(request));
    }

    @Override
    public void purgeQueue(PurgeQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.purge(request));
    }

    @Override
    public void pauseQueue(PauseQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.pause(request));
    }

    @Override
    public void resumeQueue(ResumeQueueRequest request, StreamObserver<Queue> caller) {
        answer(caller, () -> queues.resume(request));
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> caller) {
        answer(caller, () -> tasks.list(request));
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<Task> caller) {
        answer(caller, () -> tasks.get(request));
    }

    @Override
    public void createTask(CreateTaskRequest request, StreamObserver<Task> caller) {
        answer(caller, () -> tasks.create(request));
    }

    @Override
    public void deleteTask(DeleteTaskRequest request, StreamObserver<Empty> caller) {
        answer(caller, () -> tasks.delete(request));
    }

    @Override
    public void runTask(RunTaskRequest request, StreamObserver<Task> caller) {
        answer(caller, () -> tasks.run(request));
    }

    private static <T> void answer(StreamObserver<T> caller, Supplier<T> work) {
        try {
            caller.onNext(work.get());
            caller.onCompleted();
        } catch (RuntimeException failure) {
            caller.onError(ApiError.of(failure).asStatus().asRuntimeException());
        }
    }
}
