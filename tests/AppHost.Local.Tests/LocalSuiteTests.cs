using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Tests;

public sealed class LocalSuiteTests
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_start_in_order_and_know_each_other()
    {
        await using var suite = await StartAsync();

        suite.Get("job").State.ShouldBe("finished");
        suite.Get("web").State.ShouldBe("not_started");
        suite.Get("second-1").State.ShouldBe("running");
        var first = suite.GetEndpoint("first");
        (await EnvironmentOf(suite, "second-0", "services__first__http__0")).ShouldBe(first.ToString().TrimEnd('/'));
        (await EnvironmentOf(suite, "second-1", "FIRST")).ShouldBe($"at {first.Authority}!");
        (await EnvironmentOf(suite, "first", "SECRET")).Length.ShouldBe(24);
        suite.ReadLog("job").ShouldContain("the job is done");
    }

    [Fact]
    public async Task Setting_of_the_environment_overrules_the_application()
    {
        await using var suite = await StartAsync(new LocalSuiteOptions
        {
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["first"] = new Dictionary<string, string> { ["SECRET"] = "given", ["Ingest__BatchSize"] = "7" },
            },
        });

        (await EnvironmentOf(suite, "first", "SECRET")).ShouldBe("given");
        (await EnvironmentOf(suite, "first", "Ingest__BatchSize")).ShouldBe("7");
    }

    [Fact]
    public async Task Web_app_in_development_runs_when_asked_for_and_knows_whom_to_ask()
    {
        await using var suite = await StartAsync(new LocalSuiteOptions { Settings = new Dictionary<string, string> { ["Local:Start"] = "web" } });

        suite.Get("web").State.ShouldBe("running");
        var web = suite.GetEndpoint("web");
        (await EnvironmentOf(suite, "web", "PORT")).ShouldBe($"{web.Port}");
        (await EnvironmentOf(suite, "web", "services__second__http__0")).ShouldBe(suite.GetEndpoint("second-0").ToString().TrimEnd('/'));
        File.ReadAllText(Path.Combine(suite.Folder, "summary.txt")).ShouldContain($"web sources   {web.ToString().TrimEnd('/')}");

        (await suite.StopAsync()).ShouldBe(0);
        await Eventually.HoldsAsync(() => ProcessesOf.Folder($"{suite.Folder}#").Count == 0, "no process is left");
    }

    [Fact]
    public async Task Address_of_what_was_not_started_is_not_shown()
    {
        await using var suite = await StartAsync();

        File.ReadAllText(Path.Combine(suite.Folder, "summary.txt")).ShouldNotContain("web sources");
    }

    [Fact]
    public async Task Killed_process_comes_back_at_the_same_address()
    {
        await using var suite = await StartAsync();
        var address = suite.GetEndpoint("first");

        await suite.WaitForRestartAsync(suite.Kill("first"), cancellationToken: Token);

        suite.Get("first").Restarts.ShouldBe(1);
        suite.Get("first").Note.ShouldBe("died (signal 9), started again");
        (await Http.GetStringAsync(new Uri(address, "/health"), Token)).ShouldBe("ok");
    }

    [Fact]
    public async Task Killed_servers_come_back()
    {
        await using var suite = await StartAsync(new LocalSuiteOptions { Settings = new Dictionary<string, string> { ["Sample:Servers"] = "true" } });

        var postgres = suite.Kill("postgres");
        var messaging = suite.Kill("messaging");
        await suite.WaitForRestartAsync(postgres, cancellationToken: Token);
        await suite.WaitForRestartAsync(messaging, cancellationToken: Token);

        suite.Get("first").Restarts.ShouldBe(0);
    }

    [Fact]
    public async Task Frozen_process_is_unhealthy_until_it_goes_on()
    {
        await using var suite = await StartAsync();

        suite.Suspend("first");
        await suite.WaitForStateAsync("first", "unhealthy", cancellationToken: Token);
        suite.Resume("first");
        await suite.WaitForStateAsync("first", "running", cancellationToken: Token);

        suite.Get("first").Restarts.ShouldBe(0);
    }

    [Fact]
    public async Task Stop_leaves_nothing_and_takes_less_than_ten_seconds()
    {
        await using var suite = await StartAsync(new LocalSuiteOptions { Settings = new Dictionary<string, string> { ["Sample:Servers"] = "true" } });
        suite.GetConnectionString("first-db").ShouldEndWith("Database=first-db");

        var clock = Stopwatch.StartNew();
        (await suite.StopAsync()).ShouldBe(0);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync(() => ProcessesOf.Folder($"{suite.Folder}#").Count == 0, "no process is left");
        File.Exists(Path.Combine(suite.Folder, "state.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Killed_AppHost_leaves_no_orphan()
    {
        await using var suite = await StartAsync(new LocalSuiteOptions { Settings = new Dictionary<string, string> { ["Sample:Servers"] = "true" } });
        ProcessesOf.Folder($"{suite.Folder}#").Count.ShouldBeGreaterThan(8);

        Signals.Send(suite.ProcessId, Signals.Kill).ShouldBeTrue();

        await Eventually.HoldsAsync(() => ProcessesOf.Folder($"{suite.Folder}#").Count == 0, "no process is left");
        File.Exists(Path.Combine(suite.Folder, "postgres/data/postmaster.pid")).ShouldBeFalse("PostgreSQL has shut down in an orderly way");
    }

    [Fact]
    public async Task Failed_job_ends_the_start_with_its_last_lines()
    {
        var problem = await Should.ThrowAsync<LocalStartException>(() =>
            StartAsync(new LocalSuiteOptions { Settings = new Dictionary<string, string> { ["Sample:JobExitCode"] = "3" } }));

        problem.Message.ShouldContain("The AppHost ended with 1");
        problem.Message.ShouldContain("job ended with exit code 3");
        problem.Message.ShouldContain("the job is done");
    }

    [Fact]
    public async Task Taken_port_ends_the_start_with_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var problem = await Should.ThrowAsync<LocalStartException>(() => StartAsync(new LocalSuiteOptions
        {
            Settings = new Dictionary<string, string> { ["Local:FreePorts"] = "false", ["Sample:Port"] = $"{port}" },
        }));

        problem.Message.ShouldContain("The AppHost ended with 2");
        problem.Message.ShouldContain($"Port {port} (second, http) is taken by");
    }

    [Fact]
    public async Task Second_start_in_the_same_folder_is_refused()
    {
        await using var suite = await StartAsync();

        var problem = await Should.ThrowAsync<LocalStartException>(() => StartAsync(new LocalSuiteOptions
        {
            Folder = Path.Combine(suite.Folder, "other"),
            Settings = new Dictionary<string, string> { ["Local:Folder"] = suite.Folder },
        }));

        problem.Message.ShouldContain("runs in");
        (await Http.GetStringAsync(new Uri(suite.GetEndpoint("first"), "/health"), Token)).ShouldBe("ok");
    }

    private static Task<LocalSuite> StartAsync(LocalSuiteOptions? options = null)
    {
        var configuration = LocalSettings.OwnConfiguration(AppContext.BaseDirectory);
        var host = Path.GetFullPath($"../../../SampleHost/bin/{configuration}/net10.0/Platform.SampleHost.dll", AppContext.BaseDirectory);
        return LocalSuite.StartAsync((options ?? new LocalSuiteOptions()) with { AppHost = host }, Token);
    }

    private static Task<string> EnvironmentOf(LocalSuite suite, string resource, string variable) =>
        Http.GetStringAsync(new Uri(suite.GetEndpoint(resource), $"/environment/{variable}"), Token);
}
