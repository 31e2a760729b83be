package io.nokube.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Where all services listen.
public record Endpoints(Map<Service, Endpoint> byService) {
    private static final int MANAGEMENT_OFFSET = 1000;

    public Endpoints {
        byService = Map.copyOf(byService);
    }

    /// The documented ports: 8080 to 8082, management on 9080 to 9082.
    public static Endpoints documented() {
        Map<Service, Endpoint> endpoints = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            int port = service.defaultPort();
            endpoints.put(service, new Endpoint(port, port + MANAGEMENT_OFFSET));
        }
        return new Endpoints(endpoints);
    }

    /// Ports that are free at this moment, for tests that run beside each other.
    public static Endpoints free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            Map<Service, Endpoint> endpoints = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                endpoints.put(service, new Endpoint(freePort(sockets), freePort(sockets)));
            }
            return new Endpoints(endpoints);
        } finally {
            sockets.forEach(Endpoints::close);
        }
    }

    public Endpoint of(Service service) {
        Endpoint endpoint = byService.get(service);
        if (endpoint == null) {
            throw new IllegalArgumentException("No endpoint for " + service);
        }
        return endpoint;
    }

    /// @throws LaunchException naming the ports that somebody else listens on
    void requireFree() {
        List<Integer> taken = new ArrayList<>();
        for (Endpoint endpoint : byService.values()) {
            for (int port : new int[] {endpoint.port(), endpoint.managementPort()}) {
                if (!isFree(port)) {
                    taken.add(port);
                }
            }
        }
        if (!taken.isEmpty()) {
            taken.sort(null);
            throw new LaunchException("Something else listens on " + Endpoint.HOST + " port "
                    + String.join(", ", taken.stream().map(String::valueOf).toList())
                    + ". Stop it (perhaps another ./nokube up) and try again.");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Endpoint.HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort(List<ServerSocket> sockets) {
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Endpoint.HOST));
            sockets.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
