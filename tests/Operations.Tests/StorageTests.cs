using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Operations.Storage;

namespace Platform.Operations.Tests;

public sealed class StorageTests(OperationsFixture operations)
{
    [Fact]
    public async Task Every_database_is_told_about_and_one_that_does_not_answer_is_unknown()
    {
        operations.HoldsOutbox("licensing", 4, 12.5);
        operations.Stub("registry").Answer("GET", "/internal/storage", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        var look = ActivatorUtilities.CreateInstance<StorageLook>(operations.Services, Options.Create(new StorageOptions { DataFolder = Path.GetTempPath() }));

        var storage = await look.TakeAsync(TestContext.Current.CancellationToken);
        storage.Databases.Select(d => d.Service).ShouldBe(["identity", "registry", "licensing", "telemetry", "notifications", "jobs"]);
        storage.Databases.Single(d => d.Service == "registry").ShouldSatisfyAllConditions(d => d.IsKnown.ShouldBeFalse(), d => d.Bytes.ShouldBeNull(), d => d.Outbox.ShouldBeNull());
        storage.Databases.Single(d => d.Service == "licensing").Outbox!.OldestAgeS.ShouldBe(12.5);
        storage.Disk!.FreeBytes.ShouldBeInRange(1, storage.Disk.TotalBytes);
        operations.HoldsOutbox("registry", 0, null);
    }

    [Fact]
    public async Task Disk_that_is_not_here_is_null()
    {
        var look = ActivatorUtilities.CreateInstance<StorageLook>(operations.Services, Options.Create(new StorageOptions()));
        (await look.TakeAsync(TestContext.Current.CancellationToken)).Disk.ShouldBeNull();
        (await operations.GetAsync("/api/ops/storage")).GetProperty("disk").ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
