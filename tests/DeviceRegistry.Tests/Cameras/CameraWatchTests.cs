using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Cameras;
using Platform.DeviceRegistry.Tests.Claims;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Cameras;

/// <summary>Cameras that answer, fall silent and come back. The service's own round runs beside the tests.</summary>
public sealed class CameraWatchTests(RegistryFixture registry)
{
    private const int Tenant = 4180;

    [Fact]
    public async Task Silent_camera_is_told_once_and_again_when_it_is_back()
    {
        var heard = await registry.Bus.ListenAsync<CameraStateChanged>();
        var camera = FakeCamera.Start();
        var port = camera.Port;
        var (owner, pitId) = await PitWithAsync(camera.Url);
        await Eventually.BecomesTrueAsync(async () => await RoundAsync() && !camera.Questions.IsEmpty, "the camera is asked");
        camera.Questions.ShouldAllBe(q => q.StartsWith($"OPTIONS rtsp://127.0.0.1:{port}/ RTSP/1.0\r\n") && !q.Contains("s3cret"));

        await camera.DisposeAsync();
        await RoundAsync(after: 11);
        await RoundAsync(after: 11);
        heard.All.ShouldNotContain(e => e.PitId == pitId, "half a minute is not over");
        await Eventually.BecomesTrueAsync(async () => await RoundAsync(after: 11) && heard.All.Any(e => e.PitId == pitId), "the camera is offline");
        await RoundAsync(after: 11);
        var lost = heard.All.Single(e => e.PitId == pitId);
        (lost.IsOffline, lost.TenantId, lost.LimitSeconds, lost.Reason).ShouldBe((true, Tenant, 30, null));
        lost.SilentSeconds.ShouldBeGreaterThan(30);

        await using var again = FakeCamera.Start(port: port);
        await Eventually.BecomesTrueAsync(async () => await RoundAsync(after: 11) && heard.All.Count(e => e.PitId == pitId) == 2, "the camera is back");
        var back = heard.All.Last(e => e.PitId == pitId);
        (back.IsOffline, back.Reason).ShouldBe((false, "recovered"));
        back.Version.ShouldBeGreaterThan(lost.Version);
        owner.Dispose();
    }

    [Fact]
    public async Task Camera_that_is_taken_away_while_it_is_silent_is_offline_no_more()
    {
        var heard = await registry.Bus.ListenAsync<CameraStateChanged>();
        var gone = FakeCamera.Start();
        await gone.DisposeAsync();
        var (owner, pitId) = await PitWithAsync(gone.Url);
        await Eventually.BecomesTrueAsync(async () => await RoundAsync(after: 11) && heard.All.Any(e => e.PitId == pitId && e.IsOffline), "the camera is offline");

        (await owner.PatchAsJsonAsync($"/api/pits/{pitId}", new { camera_rtsp_url = "" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RoundAsync();
        (await heard.FirstAsync(e => e.PitId == pitId && !e.IsOffline)).Reason.ShouldBe("removed");
        owner.Dispose();
    }

    [Fact]
    public async Task What_does_not_speak_rtsp_is_no_camera()
    {
        await using var web = FakeCamera.Start(FakeCamera.Http);
        (await ProbeOf("127.0.0.0/8").AnswersAsync(web.Url, TestContext.Current.CancellationToken)).ShouldBeFalse();
        web.Questions.ShouldHaveSingleItem();
    }

    /// <summary>An owner who gives an address of the platform's own machine does not get it asked.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    public async Task Platforms_own_machine_is_not_asked(string host)
    {
        await using var inside = FakeCamera.Start();
        var url = $"rtsp://{host}:{inside.Port}/";
        (await ProbeOf().AnswersAsync(url, TestContext.Current.CancellationToken)).ShouldBeFalse();
        inside.Questions.ShouldBeEmpty();
        if (host is "127.0.0.1") (await ProbeOf("127.0.0.0/8").AnswersAsync(url, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private static CameraProbe ProbeOf(params string[] networks) => new(Options.Create(new CameraOptions { AllowedNetworks = networks }));

    private async Task<(HttpClient Owner, int PitId)> PitWithAsync(string url)
    {
        await registry.ProvisionAsync(Tenant, pits: 1);
        var owner = registry.ClientOf(Roles.Owner, Tenant);
        using var made = await owner.PostAsJsonAsync("/api/pits", new { pit_number = Random.Shared.Next(100, 9999), camera_rtsp_url = url });
        return (owner, (await made.ShouldBeAsync(HttpStatusCode.Created)).GetProperty("pit_id").GetInt32());
    }

    /// <summary>One round, so many seconds later.</summary>
    private async Task<bool> RoundAsync(int after = 0)
    {
        registry.Time.Advance(TimeSpan.FromSeconds(after));
        await registry.Services.GetRequiredService<CameraWatch>().RunOnceAsync(registry.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        return true;
    }
}
