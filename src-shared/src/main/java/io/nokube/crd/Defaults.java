package io.nokube.crd;

/// What a field means where it is left out: written into the schema, and what the reconciler assumes of an app that
/// was stored before the schema had the default.
public final class Defaults {
    public static final int REPLICAS = 2;
    public static final int CONTAINER_PORT = 3000;
    public static final int SERVICE_PORT = 8000;
    public static final String PATH = "/";
    public static final String CPU_REQUEST = "100m";
    public static final String CPU_LIMIT = "500m";
    public static final String MEMORY_REQUEST = "128Mi";
    public static final String MEMORY_LIMIT = "512Mi";
    public static final int LIVENESS_DELAY = 30;
    public static final int READINESS_DELAY = 5;
    public static final int PERIOD = 10;
    public static final int TIMEOUT = 5;
    public static final int FAILURE_THRESHOLD = 3;

    public static final String MOUNT_PATH = "/data";
    public static final int MIN_REPLICAS = 1;
    public static final int MAX_REPLICAS = 10;
    public static final int TARGET_CPU = 70;

    private Defaults() {}
}
