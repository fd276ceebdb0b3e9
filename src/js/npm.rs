//! What only the npm package links. A library must not choose it for its users.

/// Half the size of the default allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A bug ends as a trap, which the package turns into an error of kind `internal`. A message would be formatted for nobody.
#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
