using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class ProvisioningTests(RegistryFixture registry)
{
    [Fact]
    public async Task Provisioning_data_of_a_unit_are_its_own()
    {
        var batch = await registry.MakeAsync(2);
        var serials = await registry.SerialsAsync(batch);

        var lines = (await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serials[1]}"))).Split('\n');

        lines[..2].ShouldBe(["key,type,encoding,value", "platform,namespace,,"]);
        var values = Values(lines);
        values.Keys.ShouldAllBe(k => k.Length <= 15);
        (values["serial"], values["device_id"], values["mqtt_user"], values["type"]).ShouldBe((serials[1], serials[1], serials[1], "4Relay"));
        (values["mqtt_host"], values["mqtt_port"]).ShouldBe(("mqtt.example.com", "8883"));
        values["license"].ShouldBe(await registry.ScalarAsync<string>("select license_key from devices where device_id = @id", new { id = serials[1] }));
        (await registry.ScalarAsync<string>("select secret_sha256 from devices where device_id = @id", new { id = serials[1] }))
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(values["mqtt_pass"]))));
        string.Join('\n', lines).ShouldContain($"lease_key,data,string,\"{RegistryFixture.LeaseKey}\"");
    }

    [Fact]
    public async Task Zip_has_a_file_of_every_unit()
    {
        var batch = await registry.MakeAsync(3);
        var serials = await registry.SerialsAsync(batch);

        using var zip = new ZipArchive(new MemoryStream(await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/nvs.zip"))));

        zip.Entries.Select(e => e.Name).ShouldBe(serials.Select(s => $"{s}.csv"));
        using var reader = new StreamReader(zip.Entries[2].Open());
        (await reader.ReadToEndAsync()).ShouldBe(await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serials[2]}")));
    }

    [Fact]
    public async Task List_for_a_label_printer_has_what_is_on_the_labels()
    {
        var batch = await registry.MakeAsync(2);
        var serials = await registry.SerialsAsync(batch);

        var lines = (await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, "/labels.csv"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("serial,type,claim_code,setup_url");
        lines[1..].Select(l => l.Split(',')[0]).ShouldBe(serials);
        lines[1..].ShouldAllBe(l => ClaimCode.Normalise(l.Split(',')[2]) == l.Split(',')[2]);
        lines[1].ShouldEndWith($",http://127.0.0.1:8080/setup?sn={serials[0]}&type=4Relay");
    }

    [Fact]
    public async Task Ledger_file_has_every_unit_and_no_secret()
    {
        var batch = await registry.MakeAsync(2);
        var serials = await registry.SerialsAsync(batch);

        var lines = (await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, "/ledger.csv"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("serial,device_id,type,firmware,batch,lifecycle,setup_url");
        lines[1..].ShouldBe(serials.Select(s =>
            $"{s},{s},4Relay,1.4.0,{batch.GetProperty("number").GetInt32()},available,http://127.0.0.1:8080/setup?sn={s}&type=4Relay"));
    }

    [Fact]
    public async Task Secrets_of_a_claimed_unit_are_gone_and_those_of_the_others_are_not()
    {
        var batch = await registry.MakeAsync(2);
        var serials = await registry.SerialsAsync(batch);
        (await registry.ClaimAsync(serials[0])).ShouldBeTrue();

        foreach (var address in new[] { $"/nvs?serial={serials[0]}", $"/labels/{serials[0]}.png" })
        {
            using var gone = await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, address));
            gone.StatusCode.ShouldBe(HttpStatusCode.Conflict, address);
            (await gone.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("secrets_gone");
        }

        (await registry.ScalarAsync<bool>("select sealed is null from factory_units join devices using (device_number) where device_id = @id", new { id = serials[0] })).ShouldBeTrue();
        using var zip = new ZipArchive(new MemoryStream(await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/nvs.zip"))));
        zip.Entries.Select(e => e.Name).ShouldBe([$"{serials[1]}.csv"]);
        (await registry.Admin.GetFromJsonAsync<JsonElement>(FactoryBench.AddressOf(batch))).GetProperty("claimed").GetInt32().ShouldBe(1);

        (await registry.ClaimAsync(serials[1])).ShouldBeTrue();
        foreach (var address in new[] { "/nvs.zip", "/labels.pdf", "/labels.csv" })
            (await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, address))).StatusCode.ShouldBe(HttpStatusCode.Conflict, address);
    }

    [Fact]
    public async Task Secret_that_was_replaced_is_not_given_out()
    {
        var batch = await registry.MakeAsync(1);
        var serial = (await registry.SerialsAsync(batch))[0];
        (await registry.Admin.PostAsJsonAsync($"/api/devices/{serial}/credentials", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serial}"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Every_download_is_noted_with_who_took_it()
    {
        var batch = await registry.MakeAsync(1);
        var serial = (await registry.SerialsAsync(batch))[0];
        foreach (var address in new[] { "/ledger.csv", $"/nvs?serial={serial}", "/nvs.zip", "/labels.pdf", "/labels.csv", $"/labels/{serial}.png" })
        {
            using var answer = await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, address));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            if (address != "/ledger.csv") answer.Headers.CacheControl!.NoStore.ShouldBeTrue(address);
        }

        var downloads = (await registry.Admin.GetFromJsonAsync<JsonElement>(FactoryBench.AddressOf(batch, "/downloads"))).GetProperty("items").EnumerateArray().ToArray();

        downloads.Select(d => $"{d.GetProperty("what").GetString()} {d.GetProperty("serial_number").GetString()} {d.GetProperty("actor").GetString()}").ShouldBe(
            [$"label {serial} user:1", "labels.csv  user:1", "labels.pdf  user:1", "nvs.zip  user:1", $"nvs {serial} user:1", "ledger.csv  user:1"]);
    }

    [Fact]
    public async Task Unit_of_another_batch_is_not_found()
    {
        var (batch, other) = (await registry.MakeAsync(1), await registry.MakeAsync(1));
        var serial = (await registry.SerialsAsync(other))[0];

        foreach (var address in new[] { $"/nvs?serial={serial}", $"/labels/{serial}.png" })
            (await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, address))).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Fact]
    public async Task Results_are_noted_and_say_what_is_left_to_do()
    {
        var batch = await registry.MakeAsync(4);
        var serials = await registry.SerialsAsync(batch);

        var answer = await ReportAsync(batch,
            new { serial_number = serials[0], result = "flashed", port = "/dev/ttyUSB0", mac = "24:6f:28:aa:bb:cc" },
            new { serial_number = serials[1], result = "tested", port = "/dev/ttyUSB1" },
            new { serial_number = serials[2], result = "failed", detail = "no sync" },
            new { serial_number = "RY4-AAAAAAAAA", result = "flashed" });

        answer.GetProperty("accepted").GetInt32().ShouldBe(3);
        answer.GetProperty("refused").EnumerateArray().Select(r => $"{r.GetProperty("serial_number").GetString()} {r.GetProperty("reason").GetString()}").ShouldBe(["RY4-AAAAAAAAA not_in_batch"]);
        var seen = await registry.Admin.GetFromJsonAsync<JsonElement>(FactoryBench.AddressOf(batch));
        (seen.GetProperty("flashed").GetInt32(), seen.GetProperty("tested").GetInt32()).ShouldBe((2, 1));
        (await UnitsAsync(batch, "flashed")).Single().GetProperty("mac").GetString().ShouldBe("24:6F:28:AA:BB:CC");
        (await UnitsAsync(batch, "failed")).Single().GetProperty("detail").GetString().ShouldBe("no sync");
        (await UnitsAsync(batch, "pending")).Single().GetProperty("serial_number").GetString().ShouldBe(serials[3]);
    }

    [Fact]
    public async Task Unit_that_is_flashed_again_is_to_be_tested_again()
    {
        var batch = await registry.MakeAsync(1);
        var serial = (await registry.SerialsAsync(batch))[0];
        await ReportAsync(batch, new { serial_number = serial, result = "tested" });

        await ReportAsync(batch, new { serial_number = serial, result = "flashed" });

        var seen = await registry.Admin.GetFromJsonAsync<JsonElement>(FactoryBench.AddressOf(batch));
        (seen.GetProperty("flashed").GetInt32(), seen.GetProperty("tested").GetInt32()).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData("""{"items":[]}""", "items")]
    [InlineData("""{}""", "items")]
    [InlineData("""{"items":[{"result":"flashed"}]}""", "items[0].serial_number")]
    [InlineData("""{"items":[{"serial_number":"RY4-AAAAAAAAA","result":"burnt"}]}""", "items[0].result")]
    [InlineData("""{"items":[{"serial_number":"RY4-AAAAAAAAA","result":"failed","mac":"246f28aabbcc"}]}""", "items[0].mac")]
    public async Task Results_that_cannot_be_read_name_the_field(string body, string field)
    {
        var batch = await registry.MakeAsync(1);

        using var refused = await registry.Admin.PostAsync(FactoryBench.AddressOf(batch, "/results"), new StringContent(body, Encoding.UTF8, "application/json"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    private async Task<JsonElement> ReportAsync(JsonElement batch, params object[] items)
    {
        using var answer = await registry.Admin.PostAsJsonAsync(FactoryBench.AddressOf(batch, "/results"), new { items });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement[]> UnitsAsync(JsonElement batch, string result) =>
        [.. (await registry.Admin.GetFromJsonAsync<JsonElement>(FactoryBench.AddressOf(batch, $"/devices?result={result}"))).GetProperty("items").EnumerateArray()];

    /// <summary>The values that stand on a line of their own.</summary>
    private static Dictionary<string, string> Values(IEnumerable<string> lines) =>
        lines.Select(l => l.Split(',')).Where(p => p is [_, "data", "string", _]).ToDictionary(p => p[0], p => p[3], StringComparer.Ordinal);
}
