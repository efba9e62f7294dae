package org.greenplan.table;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.springframework.stereotype.Component;

/** Signed and stamped sheets as they came back from the paper (盖章扫描件): which sheet a file belongs to. */
@Component
class ScanStore {

    private static final String KIND = "sheet";

    private final FileStore files;

    ScanStore(FileStore files) {
        this.files = files;
    }

    static FileOwner owner(SheetKey sheet) {
        return new FileOwner(KIND, sheet.planYear() + "/" + sheet.due(), sheet.unitCode());
    }

    static SheetKey sheet(KeptFile scan) {
        String[] key = scan.owner().key().split("/");
        return new SheetKey(Integer.parseInt(key[0]), scan.owner().unit(), LocalDate.parse(key[1]));
    }

    static FileBounds bounds(SheetKey sheet) {
        return new FileBounds(sheet.planYear(), "这张报送单");
    }

    /** The sheet's scans, struck ones included, in the order of their upload. */
    List<KeptFile> of(SheetKey sheet) {
        return files.of(owner(sheet));
    }

    Optional<KeptFile> find(String id) {
        return files.find(id).filter(file -> file.owner().kind().equals(KIND));
    }

    /** How many scans of these units' sheets stand, by sheet; sheets with none are left out. */
    Map<FileOwner, Integer> standing(Collection<String> units) {
        return files.standing(KIND, units);
    }
}
