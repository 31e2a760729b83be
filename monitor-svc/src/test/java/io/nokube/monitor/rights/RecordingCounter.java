package io.nokube.monitor.rights;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.nokube.monitor.cluster.RequestCounter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counts as the service does, and remembers what was asked for.
@Alternative
@Priority(1)
@Singleton
public class RecordingCounter extends RequestCounter {
    private final Set<Use> uses = ConcurrentHashMap.newKeySet();
    private final Set<Use> refused = ConcurrentHashMap.newKeySet();

    public RecordingCounter(MeterRegistry registry) {
        super(registry);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        super.before(builder, request, tags);
        String query = request.uri().getQuery();
        boolean isWatch = query != null && query.contains("watch=true");
        Use.of(String.valueOf(request.method()), request.uri().getPath(), isWatch)
                .ifPresent(use -> remember(use, String.valueOf(request.bodyString())));
    }

    /// Two rights are asked for by what is in a body: to keep an owner from going before its children, and to give away
    /// what one has not oneself.
    private void remember(Use use, String body) {
        uses.add(use);
        String plain = body.replace("\"", "").replace(" ", "");
        boolean isWrite = use.verb().equals("patch") || use.verb().equals("create");
        if (isWrite && plain.contains("blockOwnerDeletion:true")) {
            uses.add(new Use("update", "nokube.io", "nokubeapps/finalizers", use.namespace(), ""));
        }
        if (isWrite && use.resource().equals("rolebindings")) {
            uses.add(new Use("bind", use.group(), "clusterroles", "", "nokube-tenant"));
        }
    }

    /// A patch that makes what was not there needs the right to create it as well.
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        super.after(request, response, consumer);
        Use.of(String.valueOf(request.method()), request.uri().getPath(), false).ifPresent(use -> {
            if (use.verb().equals("patch") && response.code() == HttpURLConnection.HTTP_CREATED) {
                uses.add(use.as("create"));
            }
            if (response.code() == HttpURLConnection.HTTP_FORBIDDEN) {
                refused.add(use);
            }
        });
    }

    public Set<Use> uses() {
        return Set.copyOf(uses);
    }

    /// What was answered with 403.
    public Set<Use> refused() {
        return Set.copyOf(refused);
    }
}
