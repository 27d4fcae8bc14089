import numpy as np

numbers = np.array([[0.5, -1.25, 3.0], [65504.0, 2.0**-24, -0.0]])
np.save("f2.npy", numbers.astype("<f2"))
np.save("f4-big-endian.npy", numbers.astype(">f4"))
np.save("f8-fortran.npy", np.asfortranarray(np.arange(24, dtype="f8").reshape(2, 3, 4)))
np.save("scalar.npy", np.float64(2.5))
np.save("empty.npy", np.zeros((0, 3), "f4"))
np.save("complex.npy", np.zeros(2, "c8"))
np.save("records.npy", np.zeros(2, [("a", "f4"), ("b", "i4")]))
for version in (2, 3):
    with open(f"version{version}.npy", "wb") as file:
        np.lib.format.write_array(file, np.arange(3, dtype="i2"), version=(version, 0))
integers = {}
for bits in (8, 16, 32, 64):
    for kind in "iu":
        name = f"{kind}{bits // 8}"
        limits = np.iinfo(name)
        integers[name] = np.array([limits.min, 0, 1, limits.max], name)
integers["b1"] = np.array([True, False])
integers["big"] = np.array([[1, -2], [3, 70000]], ">i4")
np.savez("stored.npz", **integers)
np.savez_compressed("deflated.npz", zeros=np.zeros((100, 100), "f4"), numbers=numbers)
