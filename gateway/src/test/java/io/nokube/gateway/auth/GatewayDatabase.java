package io.nokube.gateway.auth;

import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.flywaydb.core.Flyway;

/// A database with the gateway's tables and nothing in them.
record GatewayDatabase(EmbeddedDatabase database, Vertx vertx, Pool pool) implements AutoCloseable {
    static GatewayDatabase start() {
        EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .schemas("gateway")
                .load()
                .migrate();
        Vertx vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .connectingTo(database.url())
                .with(new PoolOptions().setMaxSize(10))
                .using(vertx)
                .build();
        return new GatewayDatabase(database, vertx, pool);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        database.close();
    }
}
