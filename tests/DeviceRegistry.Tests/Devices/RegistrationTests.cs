using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Devices;

public sealed class RegistrationTests(RegistryFixture registry)
{
    [Fact]
    public async Task Workshop_form_makes_device_pit_and_event_and_shows_secret_once()
    {
        var registered = await registry.Bus.ListenAsync<DeviceRegistered>();
        var id = registry.NewDeviceId();
        using var answer = await registry.Owner.PostAsJsonAsync("/api/devices", new
        {
            device_id = id,
            pit_number = 9,
            camera_ip = "10.8.1.20",
            camera_model = "DS-2CD1043",
            camera_rtsp_url = "rtsp://192.0.2.20:554/Streaming/Channels/101",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.EnumerateObject().Select(p => p.Name).ShouldBe(["device_id", "license_key", "status", "pit_id", "secret", "topic"]);
        body.GetProperty("status").GetString().ShouldBe("active");
        body.GetProperty("topic").GetString().ShouldBe("workshop/workshop_001/pit/pit9/sensors");
        var facts = (await registered.FirstAsync(e => e.Device.DeviceId == id)).Device;
        facts.SecretSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.GetProperty("secret").GetString()!))));
        (facts.TenantId, facts.TenantCode, facts.PitCode, facts.Version, facts.CutOff).ShouldBe((1, "workshop_001", "pit9", 1, false));
        facts.LicenseKey.ShouldBe(body.GetProperty("license_key").GetString());
        facts.PitId.ShouldBe(body.GetProperty("pit_id").GetInt32());

        var pits = await registry.Owner.GetFromJsonAsync<JsonElement>("/api/pits");
        var pit = pits.GetProperty("items").EnumerateArray().Single(p => p.GetProperty("pit_number").GetInt32() == 9);
        pit.GetProperty("device_id").GetString().ShouldBe(id);
        pit.GetProperty("camera_model").GetString().ShouldBe("DS-2CD1043");
        (await registry.Owner.GetStringAsync($"/api/devices/{id}")).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Factory_form_is_for_admins_and_has_no_tenant()
    {
        var serial = registry.NewDeviceId();
        var body = new { serial_number = serial, device_type = "relay_controller", firmware_version = "1.2.0", status = "available" };
        using var byOwner = await registry.Owner.PostAsJsonAsync("/api/devices", body);
        byOwner.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var answer = await registry.Admin.PostAsJsonAsync("/api/devices", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var device = await answer.Content.ReadFromJsonAsync<JsonElement>();
        device.GetProperty("status").GetString().ShouldBe("available");
        device.GetProperty("pit_id").ValueKind.ShouldBe(JsonValueKind.Null);
        device.GetProperty("topic").GetString().ShouldBe($"devices/{serial}/telemetry");
        using var seenByOwner = await registry.Owner.GetAsync($"/api/devices/{serial}");
        seenByOwner.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Existing_device_is_409_and_named_only_to_who_may_know()
    {
        var id = await registry.RegisterDeviceAsync();
        using var again = await registry.Owner.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 2 });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").ValueKind.ShouldBe(JsonValueKind.Number);

        using var stranger = await registry.OtherOwner.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 1 });
        stranger.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var told = await stranger.Content.ReadAsStringAsync();
        told.ShouldNotContain("pit_id");
        told.ShouldNotContain("workshop_id");
    }

    [Fact]
    public async Task Same_device_registered_twenty_times_at_once_exists_once()
    {
        var id = registry.NewDeviceId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => registry.Owner.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 1 })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(19);
    }

    [Fact]
    public async Task Idempotency_key_gives_the_same_secret_again_and_refuses_another_body()
    {
        var client = registry.Owner;
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var id = registry.NewDeviceId();
        using var first = await client.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 1 });
        using var second = await client.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 1 });
        using var other = await client.PostAsJsonAsync("/api/devices", new { device_id = id, pit_number = 2 });
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"device_id":"a b","pit_number":1}""", "device_id")]
    [InlineData("""{"device_id":"workshop_002","pit_number":1}""", "device_id")]
    [InlineData("""{"pit_number":1}""", "device_id")]
    [InlineData("""{"device_id":"OK-1"}""", "pit_number")]
    [InlineData("""{"device_id":"OK-1","pit_number":0}""", "pit_number")]
    [InlineData("""{"device_id":"OK-1","pit_number":"1"}""", "pit_number")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"camera_ip":"file:///etc/passwd"}""", "camera_ip")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"camera_rtsp_url":"http://10.0.0.1/"}""", "camera_rtsp_url")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"device_type":""}""", "device_type")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"device_type":"a\u0000b"}""", "device_type")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"firmware_version":"1.0\u0000"}""", "firmware_version")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"camera_model":"\u0000"}""", "camera_model")]
    [InlineData("""{"device_id":"OK-1","pit_number":1,"camera_rtsp_url":"rtsp://10.0.0.1/\u0000"}""", "camera_rtsp_url")]
    [InlineData("not json", "body")]
    public async Task Bad_input_is_400_with_the_field(string json, string field)
    {
        using var answer = await registry.Owner.PostAsync("/api/devices", new StringContent(json, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_workshops_number_in_the_body_does_not_widen_the_token()
    {
        using var answer = await registry.Owner.PostAsJsonAsync("/api/devices", new { device_id = registry.NewDeviceId(), pit_number = 1, workshop_id = RegistryFixture.OtherWorkshop });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var columns = await registry.Owner.PostAsJsonAsync("/api/devices", new
        {
            device_id = registry.NewDeviceId(),
            pit_number = 1,
            tenant_id = 2,
            license_key = "LIC-AAAA-AAAA-AAAA",
            version = 99,
            cut_off = true,
            lifecycle = "retired",
            secret_sha256 = "x",
        });
        var device = await columns.Content.ReadFromJsonAsync<JsonElement>();
        device.GetProperty("license_key").GetString().ShouldNotBe("LIC-AAAA-AAAA-AAAA");
        (await registry.ScalarAsync<int>("select tenant_id from devices where device_id = @id", new { id = device.GetProperty("device_id").GetString() })).ShouldBe(1);
    }

    [Fact]
    public async Task Tenant_not_heard_of_yet_is_asked_for_at_identity()
    {
        registry.Stubs.Snapshot("/internal/tenants", RegistryFixture.Tenant(77, pits: 2));
        using var answer = await registry.Admin.PostAsJsonAsync("/api/devices", new { device_id = registry.NewDeviceId(), pit_number = 1, workshop_id = 77 });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var unknown = await registry.Admin.PostAsJsonAsync("/api/devices", new { device_id = registry.NewDeviceId(), pit_number = 1, workshop_id = 78 });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rotation_replaces_the_secret_and_tells_so()
    {
        var changed = await registry.Bus.ListenAsync<DeviceChanged>();
        var id = await registry.RegisterDeviceAsync();
        using var answer = await registry.Owner.PostAsync($"/api/devices/{id}/credentials", content: null);
        var secret = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        var told = await changed.FirstAsync(e => e.Device.DeviceId == id);
        told.Change.ShouldBe("credentials_rotated");
        told.Device.Version.ShouldBe(2);
        told.Device.SecretSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
        using var stranger = await registry.OtherOwner.PostAsync($"/api/devices/{id}/credentials", content: null);
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_searches_filters_and_pages()
    {
        var mark = $"SRCH{Guid.NewGuid():N}"[..12];
        for (var i = 0; i < 5; i++) await registry.RegisterDeviceAsync(deviceId: $"{mark}-{i}");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark[2..].ToLowerInvariant()}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("device_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        seen.ShouldBe(Enumerable.Range(0, 5).Select(i => $"{mark}-{i}"));
        (await registry.OtherOwner.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark}&online=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await registry.Owner.GetFromJsonAsync<JsonElement>("/api/devices?search=%25")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Snapshot_pages_hold_every_device_while_rows_change()
    {
        var before = new List<string>();
        for (var i = 0; i < 25; i++) before.Add(await registry.RegisterDeviceAsync());
        var service = registry.ClientOf(Roles.Service);
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = (await service.GetFromJsonAsync<Page<DeviceFacts>>($"/internal/devices?limit=7{(cursor is null ? "" : $"&after={cursor}")}", Json.Options))!;
            page.Items.Count.ShouldBeLessThanOrEqualTo(7);
            foreach (var device in page.Items) seen.TryAdd(device.DeviceId, device.Version).ShouldBeTrue("no device comes twice");
            cursor = page.NextCursor;
            using var rotated = await registry.Owner.PostAsync($"/api/devices/{before[seen.Count % 25]}/credentials", content: null);
        }
        while (cursor is not null);
        before.ShouldBeSubsetOf(seen.Keys);
    }
}
