package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A program that was built without Google's client. */
@Alternative
@ApplicationScoped
public class AbsentLibrary implements Clients {

    @Override
    public CloudTasksClient open() {
        throw new NoClassDefFoundError("com/google/cloud/tasks/v2/CloudTasksClient");
    }
}
