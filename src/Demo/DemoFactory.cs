using System.Diagnostics;
using System.Globalization;

namespace Platform.Demo;

/// <summary>The vendor's factory: units that are made to order, and those in stock.</summary>
internal static class DemoFactory
{
    private const int Stock = 12, Tested = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Orders units and waits until they have serial numbers and credentials; the path of the batch.</summary>
    public static async Task<string> OrderAsync(PlatformClient platform, string admin, string type, int count, string note, string key)
    {
        var ordered = await platform.SendAsync(HttpMethod.Post, "registry", "/api/batches", admin, new { device_type = type, firmware_version = "1.0.0", count, note }, key);
        var batch = $"/api/batches/{ordered.GetProperty("batch_id").GetGuid()}";
        for (var waited = Stopwatch.StartNew(); (await platform.SendAsync(HttpMethod.Get, "registry", batch, admin)).GetProperty("status").GetString() != "ready"; await Task.Delay(LookAgain))
        {
            if (waited.Elapsed > Patience) throw new PlatformException($"The batch of {type} was not made within {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }

        return batch;
    }

    /// <summary>A batch that is at the bench: most of it is flashed and tested, one unit failed, some are still to be done.</summary>
    public static async Task EnsureStockAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        if (state.HasStock) return;
        var admin = await platform.SignInAsync("admin", options.AdminPassword);
        var batch = await OrderAsync(platform, admin, "4Relay", Stock, "demo stock", $"{state.RunKey}-stock");
        var units = (await platform.SendAsync(HttpMethod.Get, "registry", $"{batch}/devices", admin)).GetProperty("items").EnumerateArray().Select(u => u.GetProperty("serial_number").GetString()!).ToArray();
        await platform.SendAsync(HttpMethod.Post, "registry", $"{batch}/results", admin, new
        {
            items = units.Take(Tested + 2).Select((serial_number, i) => new
            {
                serial_number,
                result = i < Tested ? "tested" : i == Tested ? "failed" : "flashed",
                port = $"/dev/ttyUSB{(i % 2).ToString(CultureInfo.InvariantCulture)}",
                mac = i == Tested ? null : string.Create(CultureInfo.InvariantCulture, $"24:6F:28:AA:10:{i:X2}"),
                detail = i == Tested ? "The board did not answer on the port." : null,
            }),
        });
        state.HasStock = true;
        state.Save();
    }
}
