import io.trino.Session;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs statements, given in a file with a NUL between two, in their order; writes each answer as a line of JSON. */
public class Answers {
  public static void main(String[] args) throws Exception {
    Session session = TestingSession.testSessionBuilder()
        .setCatalog("memory").setSchema("default").setTimeZoneKey(TimeZoneKey.UTC_KEY).build();
    LocalQueryRunner runner = LocalQueryRunner.create(session);
    runner.createCatalog("memory", new MemoryConnectorFactory(), Map.of());
    try (PrintWriter out = new PrintWriter(args[1], StandardCharsets.UTF_8)) {
      for (String statement : Files.readString(Path.of(args[0])).split("\0")) out.println(answer(runner, statement));
    }
    System.exit(0);
  }

  private static String answer(LocalQueryRunner runner, String statement) {
    try {
      MaterializedResult result = runner.execute(statement);
      List<String> types = result.getTypes().stream().map(type -> type.getDisplayName()).toList();
      List<String> rows = result.getMaterializedRows().stream().map(Answers::row).toList();
      return "{\"names\":" + list(result.getColumnNames()) + ",\"types\":" + list(types)
          + ",\"rows\":[" + String.join(",", rows) + "]}";
    } catch (Throwable error) {
      return "{\"error\":" + quote(String.valueOf(error.getMessage())) + "}";
    }
  }

  private static String row(MaterializedRow row) {
    return row.getFields().stream().map(cell -> cell == null ? "null" : quote(String.valueOf(cell)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String list(List<String> texts) {
    return texts.stream().map(Answers::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      if (each == '"' || each == '\\') quoted.append('\\').append(each);
      else if (each < ' ') quoted.append(String.format("\\u%04x", (int) each));
      else quoted.append(each);
    }
    return quoted.append('"').toString();
  }
}
