using Platform.Bench;

const string Usage = """
    ./bench [ingest] [latency] [killswitch] [command] [reconnect] [alert] [job] [footprint] [web]
            [--json] [--seconds N] [--connections N] [--switches N] [--controllers N] [--rules N]
      ingest      QoS 1 readings into the database: broker alone, platform, sustained, lost, double
                  with --rules N also the throughput with N alert rules against without, alternating in this run
      latency     publish to row and to WebSocket at 1,000 messages/s (part of ingest when that is asked for), and sign-out to the closed page
      killswitch  license off and on: refused, confirmed
      command     a relay is switched: request to the device's word
      reconnect   controllers over TLS come back after the broker was killed, without losing a press of their buttons
      alert       from a reading to the owner's page and to the SMS at the provider
      job         from a step of a job to the customer's page; report; questions of 100,000 jobs
      footprint   memory per process, warm start
      web         the web app in Chromium: size, Lighthouse, 50 live pits, a pit's 90 days
    Without a name all are run. Numbers are measured on this machine with the load generator on it.
    """;
if (args is ["screens", ..]) return await Screens.RunAsync(args);
string[] names = ["ingest", "latency", "killswitch", "command", "reconnect", "alert", "job", "footprint", "web"];
var asked = args.Where(a => names.Contains(a, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
if (args.Contains("--help") || !TryRead("--seconds", 60, out var seconds) || !TryRead("--connections", 200, out var connections) || !TryRead("--switches", 200, out var switches)
    || !TryRead("--controllers", 3000, out var controllers) || !TryRead("--rules", 0, out var rules) || !Understood())
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

if (asked.Count == 0) asked.UnionWith(names);
if (asked.Contains("ingest")) asked.Add("latency");
var isSuiteAsked = asked.Overlaps(names.Except(["web"], StringComparer.Ordinal));
var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
var measurements = new List<Measurement>();
try
{
    if (isSuiteAsked)
    {
        await using var suite = await BenchSuite.StartAsync(connections, folder);
        if (asked.Contains("footprint")) measurements.AddRange(await FootprintBench.MemoryAsync(suite, TimeSpan.FromSeconds(30)));
        if (asked.Contains("ingest")) measurements.AddRange(await IngestBench.RunAsync(suite, connections, seconds));
        if (asked.Contains("ingest") && rules > 0) measurements.Add(await RulesBench.RunAsync(suite, connections, seconds, rules));
        if (asked.Contains("latency")) measurements.AddRange(await LatencyBench.RunAsync(suite, connections, Math.Min(seconds, 30)));
        if (asked.Contains("latency")) measurements.AddRange(await SessionEndBench.RunAsync(suite));
        if (asked.Contains("killswitch")) measurements.AddRange(await KillSwitchBench.RunAsync(suite, switches));
        if (asked.Contains("command")) measurements.AddRange(await CommandBench.RunAsync(suite, switches));
        if (asked.Contains("alert")) measurements.AddRange(await AlertBench.RunAsync(suite));
        if (asked.Contains("job")) measurements.AddRange(await JobBench.RunAsync(suite));
        if (asked.Contains("reconnect")) measurements.AddRange(await ReconnectBench.RunAsync(suite, controllers));
    }

    // With pits of its own number.
    if (asked.Contains("web")) measurements.AddRange(await WebBench.RunAsync());
    if (asked.Contains("footprint")) measurements.Add(await FootprintBench.WarmStartAsync(folder, connections));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Report.Print(measurements, args.Contains("--json"));
return measurements.Exists(m => m.Met == false) ? 1 : 0;

bool TryRead(string option, int otherwise, out int value)
{
    value = otherwise;
    var at = Array.IndexOf(args, option);
    return at < 0 || (at + 1 < args.Length && int.TryParse(args[at + 1], out value) && value > 0);
}

bool Understood() => !args.Where((a, i) => !names.Contains(a, StringComparer.Ordinal) && a is not ("--json" or "--seconds" or "--connections" or "--switches" or "--controllers" or "--rules" or "--help")
    && (i == 0 || args[i - 1] is not ("--seconds" or "--connections" or "--switches" or "--controllers" or "--rules"))).Any();
