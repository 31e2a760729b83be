package io.nokube.problem;

/// One violated field of a request: its path as the caller wrote it (`build_args.FOO`) and what to write instead.
public record FieldError(String field, String message) {}
