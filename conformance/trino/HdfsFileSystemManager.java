package io.trino.filesystem.hdfs;

import io.opentelemetry.api.OpenTelemetry;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.local.LocalFileSystemFactory;
import io.trino.spi.NodeManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Stands where the Hive plugin of 435 looks for Hadoop (trino-hdfs:435 is in no registry): this machine's files, as local:///…. */
public class HdfsFileSystemManager {
  public HdfsFileSystemManager(Map<String, String> config, boolean azure, boolean gcs, boolean s3, String catalog,
      NodeManager nodes, OpenTelemetry telemetry) {}

  public Set<String> configure() {
    return Set.of();
  }

  public TrinoFileSystemFactory create() {
    return new LocalFileSystemFactory(Path.of("/"));
  }

  public void stop() {}
}
