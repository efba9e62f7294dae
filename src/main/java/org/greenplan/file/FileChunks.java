package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bytes of files in the database, in pieces of 1 MB: never more than one piece is in memory. They lie in the table
 * {@code <owner>_chunk}, whose rows belong to a row of the owner.
 */
public final class FileChunks {

    /** One piece in bytes; also the greatest {@code bytea} that H2 takes. */
    static final int SIZE = 1024 * 1024;

    private final JdbcClient jdbc;
    private final String insert;
    private final String select;
    private final String copy;

    /** @param owner the table of the files themselves */
    public FileChunks(JdbcClient jdbc, String owner) {
        this.jdbc = jdbc;
        this.copy =
                "insert into %1$s_chunk (%1$s_id, number, bytes) select ?, number, bytes from %1$s_chunk where %1$s_id = ?"
                        .formatted(owner);
        this.insert = "insert into %1$s_chunk (%1$s_id, number, bytes) values (?, ?, ?)".formatted(owner);
        this.select = "select bytes from %1$s_chunk where %1$s_id = ? and number = ?".formatted(owner);
    }

    /** Keeps the bytes under a file's id; within the caller's transaction. */
    void write(String id, AcceptedFile file) {
        write(id, file.content().file(), file.size());
    }

    /** Keeps the bytes of a file on disk under an id; within the caller's transaction. */
    public void write(String id, Path file, long size) {
        try (InputStream in = Files.newInputStream(file)) {
            int count = count(size);
            for (int number = 0; number < count; number++) {
                jdbc.sql(insert).params(id, number, in.readNBytes(SIZE)).update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the bytes of another file under an id, without reading them; within the caller's transaction. */
    void copy(String id, String fromId) {
        jdbc.sql(copy).params(id, fromId).update();
    }

    /** Writes the file's bytes, piece by piece. */
    public void writeTo(Download file, OutputStream out) throws IOException {
        int count = count(file.size());
        for (int number = 0; number < count; number++) {
            out.write(jdbc.sql(select)
                    .params(file.id(), number)
                    .query((row, index) -> row.getBytes(1))
                    .single());
        }
    }

    private static int count(long size) {
        return Math.toIntExact((size + SIZE - 1) / SIZE);
    }
}
