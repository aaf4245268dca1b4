using System.Net;
using Platform.TestKit;

namespace Platform.Flash.Tests;

/// <summary>The tool against the real registry, with a simulated programmer that is a process of its own.</summary>
public sealed class FlashRunTests(FactoryFixture factory)
{
    [Fact]
    public async Task Whole_batch_is_flashed_and_the_ledger_knows()
    {
        var batch = await factory.MakeAsync(7);
        using var workplace = new Workplace(factory, batch);

        (await workplace.RunAsync(workplace.Programmer())).ShouldBe(0, workplace.Said);

        (await factory.StatesAsync(batch)).ShouldBe("flashed 7");
        workplace.Begun.Distinct().Count().ShouldBe(7);
        Directory.GetFiles(workplace.Devices, "*.csv").Select(Path.GetFileNameWithoutExtension).ShouldBe(workplace.Begun, ignoreOrder: true);
        File.ReadAllText(Path.Combine(workplace.Devices, $"{workplace.Begun[0]}.csv")).ShouldStartWith("key,type,encoding,value\nplatform,namespace,,\n");
        workplace.Said.ShouldContain("7 of 7 done, 0 failed, 0 not begun");
    }

    [Fact]
    public async Task Ports_work_side_by_side()
    {
        var batch = await factory.MakeAsync(3);
        using var workplace = new Workplace(factory, batch);
        // Each waits until all three have begun: one after the other they would never end.
        var together = workplace.Programmer(first: """until [ "$(sort -u "$0/begun" | wc -l)" -eq 3 ]; do sleep 0.05; done""");

        (await workplace.RunAsync(together, ["--timeout", "30"])).ShouldBe(0, workplace.Said);
    }

    [Fact]
    public async Task Device_that_fails_once_is_tried_again()
    {
        var batch = await factory.MakeAsync(3);
        using var workplace = new Workplace(factory, batch);

        (await workplace.RunAsync(workplace.Programmer("--fail-once"))).ShouldBe(0, workplace.Said);

        workplace.Begun.Count.ShouldBe(6);
        (await factory.StatesAsync(batch)).ShouldBe("flashed 3");
    }

    [Fact]
    public async Task Port_where_all_fail_is_given_up_and_the_next_run_does_the_rest()
    {
        var batch = await factory.MakeAsync(8);
        using var workplace = new Workplace(factory, batch);

        (await workplace.RunAsync(workplace.Programmer("--fail-on broken"), ["--ports", "broken", "--tries", "1"])).ShouldBe(1);

        workplace.Said.ShouldContain("broken is given up");
        workplace.Said.ShouldContain("No serial data received");
        (await factory.StatesAsync(batch)).ShouldBe("failed 3, pending 5");
        (await workplace.RunAsync(workplace.Programmer("--fail-on broken"), ["--ports", "good,better", "--resume"])).ShouldBe(0, workplace.Said);
        (await factory.StatesAsync(batch)).ShouldBe("flashed 8");
        workplace.Begun.Count.ShouldBe(3 + 8);
    }

    [Fact]
    public async Task Run_that_was_ended_goes_on_where_it_was()
    {
        var batch = await factory.MakeAsync(6);
        using var workplace = new Workplace(factory, batch);
        using var ended = new CancellationTokenSource();
        // Three devices are done, the next ones hang.
        var hanging = workplace.Programmer(first: """[ "$(wc -l < "$0/begun")" -le 3 ] || sleep 600""");

        var run = workplace.RunAsync(hanging, ["--ports", "one"], ended.Token);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(workplace.Begun.Count == 4), "the fourth device hangs");
        await ended.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        var begun = workplace.Begun.ToArray();

        (await workplace.RunAsync(workplace.Programmer(), ["--resume"])).ShouldBe(0, workplace.Said);

        workplace.Begun.Skip(4).ShouldBe((await SerialsAsync(batch)).Except(begun[..3]), ignoreOrder: true);
        (await factory.StatesAsync(batch)).ShouldBe("flashed 6");
    }

    [Fact]
    public async Task Results_that_the_platform_did_not_hear_are_told_by_the_next_run()
    {
        var batch = await factory.MakeAsync(4);
        var away = new Outage();
        using var workplace = new Workplace(factory, batch) { Between = away };
        away.Of = request => request.Method == HttpMethod.Post;

        (await workplace.RunAsync(workplace.Programmer())).ShouldBe(1);

        workplace.Said.ShouldContain("Results wait for the platform");
        (await factory.StatesAsync(batch)).ShouldBe("pending 4");
        away.Of = _ => false;
        using var later = new Workplace(factory, batch);
        File.Copy(workplace.StateFile, later.StateFile);
        (await later.RunAsync(later.Programmer(), ["--resume"])).ShouldBe(0, later.Said);
        (await factory.StatesAsync(batch)).ShouldBe("flashed 4");
        later.Begun.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_that_runs_out_is_replaced()
    {
        var batch = await factory.MakeAsync(2);
        var out401 = new Outage { Status = HttpStatusCode.Unauthorized };
        using var workplace = new Workplace(factory, batch) { Between = out401 };
        var refusals = 0;
        out401.Of = request => request.RequestUri!.AbsolutePath.EndsWith("/nvs", StringComparison.Ordinal) && Interlocked.Increment(ref refusals) == 1;

        (await workplace.RunAsync(workplace.Programmer(), ["--ports", "one"])).ShouldBe(0, workplace.Said);

        workplace.SignIns.ShouldBe(2);
    }

    [Theory]
    [InlineData("test {serial} = {serial}", 0, "tested 2")]
    [InlineData("test {serial} = {port}", 1, "failed 2")]
    public async Task Test_of_the_device_decides_what_it_is(string tester, int exitCode, string states)
    {
        var batch = await factory.MakeAsync(2);
        using var workplace = new Workplace(factory, batch);

        (await workplace.RunAsync(workplace.Programmer(), ["--tester", tester])).ShouldBe(exitCode, workplace.Said);

        (await factory.StatesAsync(batch)).ShouldBe(states);
    }

    [Fact]
    public async Task Device_that_hangs_is_ended_and_failed()
    {
        var batch = await factory.MakeAsync(1);
        using var workplace = new Workplace(factory, batch);

        (await workplace.RunAsync(workplace.Programmer(first: "sleep 600"), ["--timeout", "1", "--tries", "1"])).ShouldBe(1);

        workplace.Said.ShouldContain("not done after 1 s");
    }

    [Fact]
    public async Task Batch_that_was_begun_needs_a_word()
    {
        var batch = await factory.MakeAsync(2);
        using var workplace = new Workplace(factory, batch);
        (await workplace.RunAsync(workplace.Programmer())).ShouldBe(0, workplace.Said);

        (await Should.ThrowAsync<FactoryException>(workplace.RunAsync(workplace.Programmer()))).Message.ShouldContain("--resume");
        using var elsewhere = new Workplace(factory, batch);
        (await Should.ThrowAsync<FactoryException>(elsewhere.RunAsync(elsewhere.Programmer()))).Message.ShouldContain("2 of the 2 units are flashed already");
    }

    [Fact]
    public async Task Credentials_are_for_the_programmers_eyes_and_gone_afterwards()
    {
        var batch = await factory.MakeAsync(1);
        using var workplace = new Workplace(factory, batch);
        var looked = Path.Combine(Path.GetDirectoryName(workplace.StateFile)!, "looked");

        (await workplace.RunAsync(workplace.Programmer(first: $"""stat -c "%a %n" "$4" > "{looked}" """))).ShouldBe(0, workplace.Said);

        var (mode, path) = File.ReadAllText(looked).Trim().Split(' ') is [var m, var p] ? (m, p) : default;
        mode.ShouldBe("600");
        Path.GetFileNameWithoutExtension(path).ShouldBe(workplace.Begun[0]);
        File.Exists(path).ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("999999", "There is no batch 999999.")]
    [InlineData("seven", "seven is neither a batch's id nor its number.")]
    [InlineData("0198c0de-0000-7000-8000-000000000000", "404 There is no such batch.")]
    public async Task Batch_that_is_not_there_is_named(string batch, string message)
    {
        var api = new FactoryApi(factory.CreateClient(), _ => Task.FromResult(factory.Tokens.For("admin")));

        (await Should.ThrowAsync<FactoryException>(api.FindBatchAsync(batch, CancellationToken.None))).Message.ShouldEndWith(message);
    }

    [Fact]
    public async Task Batch_is_found_by_number_and_by_id()
    {
        var (first, _) = (await factory.MakeAsync(1), await factory.MakeAsync(1));
        var api = new FactoryApi(factory.CreateClient(), _ => Task.FromResult(factory.Tokens.For("admin")));

        (await api.FindBatchAsync($"{first.Number}", CancellationToken.None)).BatchId.ShouldBe(first.BatchId);
        (await api.FindBatchAsync($"{first.BatchId}", CancellationToken.None)).Number.ShouldBe(first.Number);
    }

    private async Task<IReadOnlyList<string>> SerialsAsync(Batch batch) =>
        [.. (await new FactoryApi(factory.CreateClient(), _ => Task.FromResult(factory.Tokens.For("admin"))).UnitsAsync(batch.BatchId, CancellationToken.None)).Select(u => u.SerialNumber)];

    /// <summary>Answers some requests in the platform's place.</summary>
    private sealed class Outage : DelegatingHandler
    {
        public Func<HttpRequestMessage, bool> Of { get; set; } = _ => false;

        public HttpStatusCode Status { get; init; } = HttpStatusCode.ServiceUnavailable;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Of(request) ? Task.FromResult(new HttpResponseMessage(Status)) : base.SendAsync(request, cancellationToken);
    }
}
