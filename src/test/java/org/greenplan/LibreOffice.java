package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another program than ours opens what we write, and saves it. */
public final class LibreOffice {

    private final Path soffice;
    private final Path folder;

    private LibreOffice(Path soffice, Path folder) {
        this.soffice = soffice;
        this.folder = folder;
    }

    /**
     * @param folder for what it leaves behind
     * @param what what is left out where it is missing
     */
    public static LibreOffice requireOrSkip(Path folder, String what) {
        return new LibreOffice(TestMachine.requireOrSkip(TestMachine.soffice(), "LibreOffice", what), folder);
    }

    /** @param from extension of the file @param to extension of what is wanted */
    public byte[] converted(byte[] file, String from, String to) throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder.resolve("saved"));
        Path in = Files.write(folder.resolve("file." + from), file);
        Process program = new ProcessBuilder(
                        soffice.toString(),
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        to,
                        "--outdir",
                        out.toString(),
                        in.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("soffice.log").toFile())
                .start();
        boolean ended = program.waitFor(3, TimeUnit.MINUTES);
        if (!ended) {
            program.destroyForcibly();
        }
        assertThat(ended).as("LibreOffice ends").isTrue();
        Path result = out.resolve("file." + to);
        assertThat(result).as(Files.readString(folder.resolve("soffice.log"))).exists();
        byte[] saved = Files.readAllBytes(result);
        Files.delete(result);
        return saved;
    }
}
