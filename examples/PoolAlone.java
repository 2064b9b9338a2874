import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The pool alone: a server without a broker runs twenty tasks, as many at a time as it has slots for.
 *
 * <p>{@code HANDOFF_URL} says where the server is. Exits with 1 if a task does not succeed within a minute.
 */
public class PoolAlone {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SERVER = System.getenv().getOrDefault("HANDOFF_URL", "http://localhost:8080");
    private static final Pattern ID = Pattern.compile("\"task_id\":\"([0-9a-f-]+)\"");
    private static final int TASKS = 20;

    public static void main(String[] arguments) throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(submit("{\"type\": \"process-message\", \"input\": {\"text\": \"" + i + "\", \"sleep_ms\": 100}}"));
        }
        // A stored task is safe: this program might end here, and the tasks would be run all the same.
        System.out.println(succeeded(ids) + " of " + TASKS + " tasks have succeeded");
        System.exit(succeeded(ids) == TASKS ? 0 : 1);
    }

    private static String submit(String task) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(SERVER + "/api/tasks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(task));
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        var id = ID.matcher(answer.body());
        if (answer.statusCode() != 202 || !id.find()) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return id.group(1);
    }

    /** Waits for a minute at most until all have succeeded. */
    private static long succeeded(List<String> ids) throws Exception {
        long found = 0;
        for (int i = 0; i < 60 && found < ids.size(); i++) {
            found = 0;
            for (var id : ids) {
                var request = HttpRequest.newBuilder(URI.create(SERVER + "/api/tasks/" + id + "/status"));
                if (HTTP.send(request.build(), BodyHandlers.ofString()).body().contains("SUCCEEDED")) {
                    found++;
                }
            }
            if (found < ids.size()) {
                Thread.sleep(1_000);
            }
        }
        return found;
    }
}
