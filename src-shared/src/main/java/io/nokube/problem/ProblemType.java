package io.nokube.problem;

/// Every kind of error the API answers with: its stable type, title and HTTP status (RFC 9457, section 3.1).
public enum ProblemType {
    VALIDATION("validation", "The request has invalid fields", 400),
    MALFORMED("malformed", "The request cannot be read", 400),
    UNAUTHENTICATED("unauthenticated", "Sign in first", 401),
    BAD_CREDENTIALS("bad-credentials", "The username or the password is wrong", 401),
    FORBIDDEN("forbidden", "You may not do this", 403),
    NOT_FOUND("not-found", "There is no such thing", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This path does not take this method", 405),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted media types can be produced", 406),
    CONFLICT("conflict", "This is in the way of something that exists", 409),
    GONE("gone", "This was here and is no longer", 410),
    TOO_LARGE("too-large", "The request is too large", 413),
    URI_TOO_LONG("uri-too-long", "The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body's media type is not understood", 415),
    UNPROCESSABLE("unprocessable", "The request cannot be carried out as it stands", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", 429),
    HEADERS_TOO_LARGE("headers-too-large", "The request's headers are too large", 431),
    INTERNAL("internal", "Something went wrong on our side", 500),
    NOT_IMPLEMENTED("not-implemented", "This is not available in this version", 501),
    BAD_GATEWAY("bad-gateway", "A service behind the gateway gave no usable answer", 502),
    UNAVAILABLE("unavailable", "A service that this needs is not reachable just now", 503),
    GATEWAY_TIMEOUT("gateway-timeout", "A service behind the gateway took too long", 504);

    private static final String BASE = "https://nokube.io/problems/";

    private final String name;
    private final String title;
    private final int status;

    ProblemType(String name, String title, int status) {
        this.name = name;
        this.title = title;
        this.status = status;
    }

    public String uri() {
        return BASE + name;
    }

    public String title() {
        return title;
    }

    public int status() {
        return status;
    }

    /// The type whose status is `status`; the most general one of its class where none is.
    public static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status && type != VALIDATION && type != BAD_CREDENTIALS) {
                return type;
            }
        }
        return status < 500 ? MALFORMED : INTERNAL;
    }
}
